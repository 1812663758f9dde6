@NullMarked
package parley.tutor.understanding.maths;

import org.jspecify.annotations.NullMarked;
