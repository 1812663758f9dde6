/** Reading one learner turn: intent, answer, corrections. */
@NullMarked
package parley.tutor.understanding;

import org.jspecify.annotations.NullMarked;
