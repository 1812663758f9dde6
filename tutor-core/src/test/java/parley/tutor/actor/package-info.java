@NullMarked
package parley.tutor.actor;

import org.jspecify.annotations.NullMarked;
