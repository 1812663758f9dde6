@NullMarked
package parley.evaluation.report;

import org.jspecify.annotations.NullMarked;
