/** Transcript suites: cases of turns and checks, read from YAML files. */
@NullMarked
package parley.evaluation.suite;

import org.jspecify.annotations.NullMarked;
