/** Learners that are not people: scripted ones, and simulated ones whose minds the tutor cannot see. */
@NullMarked
package parley.evaluation.simulated;

import org.jspecify.annotations.NullMarked;
