/** How well a learner's English is corrected and a learner's turns are read, on sentences written down beforehand. */
@NullMarked
package parley.evaluation.language;

import org.jspecify.annotations.NullMarked;
