@NullMarked
package parley.tutor.conversation;

import org.jspecify.annotations.NullMarked;
