/** Reports of an examination for people. */
@NullMarked
package parley.evaluation.report;

import org.jspecify.annotations.NullMarked;
