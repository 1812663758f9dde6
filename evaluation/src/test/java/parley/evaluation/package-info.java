@NullMarked
package parley.evaluation;

import org.jspecify.annotations.NullMarked;
