@NullMarked
package parley.evaluation.run;

import org.jspecify.annotations.NullMarked;
