@NullMarked
package parley.evaluation.simulated;

import org.jspecify.annotations.NullMarked;
