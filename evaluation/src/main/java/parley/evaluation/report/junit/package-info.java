/** Reports as JUnit XML, which build servers read. */
@NullMarked
package parley.evaluation.report.junit;

import org.jspecify.annotations.NullMarked;
