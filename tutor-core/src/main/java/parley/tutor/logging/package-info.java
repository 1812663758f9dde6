/** What may stand in a log: never a learner's words. */
@NullMarked
package parley.tutor.logging;

import org.jspecify.annotations.NullMarked;
