@NullMarked
package parley.tutor.understanding.symja;

import org.jspecify.annotations.NullMarked;
