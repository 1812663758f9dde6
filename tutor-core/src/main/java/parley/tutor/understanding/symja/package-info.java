/** Algebra that is hard to decide, by the computer algebra system Symja; no type of it leaves this package. */
@NullMarked
package parley.tutor.understanding.symja;

import org.jspecify.annotations.NullMarked;
