@NullMarked
package parley.evaluation.language;

import org.jspecify.annotations.NullMarked;
