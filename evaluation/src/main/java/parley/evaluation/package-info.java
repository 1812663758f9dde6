/** The examiner: plays written conversations against the tutor and says whether it taught as demanded. */
@NullMarked
package parley.evaluation;

import org.jspecify.annotations.NullMarked;
