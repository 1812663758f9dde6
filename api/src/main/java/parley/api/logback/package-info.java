/** The log: warnings to the terminal, everything to a bounded file in the data folder. Logback's types stay inside. */
@NullMarked
package parley.api.logback;

import org.jspecify.annotations.NullMarked;
