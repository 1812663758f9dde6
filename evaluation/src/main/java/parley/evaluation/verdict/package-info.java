/** What came of an examination: passed, failed, or not to be judged. */
@NullMarked
package parley.evaluation.verdict;

import org.jspecify.annotations.NullMarked;
