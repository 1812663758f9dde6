@NullMarked
package parley.tutor.teaching;

import org.jspecify.annotations.NullMarked;
