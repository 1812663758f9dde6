/** What is known of a learner, folded from the journal. */
@NullMarked
package parley.tutor.learner;

import org.jspecify.annotations.NullMarked;
