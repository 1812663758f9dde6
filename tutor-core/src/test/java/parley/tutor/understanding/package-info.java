@NullMarked
package parley.tutor.understanding;

import org.jspecify.annotations.NullMarked;
