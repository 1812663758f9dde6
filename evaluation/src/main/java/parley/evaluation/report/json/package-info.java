/** Reports as JSON. Jackson's types stay inside. */
@NullMarked
package parley.evaluation.report.json;

import org.jspecify.annotations.NullMarked;
