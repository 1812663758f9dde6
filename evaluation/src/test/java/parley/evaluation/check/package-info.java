@NullMarked
package parley.evaluation.check;

import org.jspecify.annotations.NullMarked;
