/** The mind of Parley: what a learner's turn means, what to teach next, and how to say it. */
@NullMarked
package parley.tutor;

import org.jspecify.annotations.NullMarked;
