/** Plays suites against a tutor. */
@NullMarked
package parley.evaluation.run;

import org.jspecify.annotations.NullMarked;
