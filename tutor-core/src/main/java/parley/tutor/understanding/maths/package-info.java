/** School mathematics: read from what learners type and say, compared exactly, within stated limits. */
@NullMarked
package parley.tutor.understanding.maths;

import org.jspecify.annotations.NullMarked;
