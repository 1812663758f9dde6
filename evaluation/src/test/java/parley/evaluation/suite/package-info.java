@NullMarked
package parley.evaluation.suite;

import org.jspecify.annotations.NullMarked;
