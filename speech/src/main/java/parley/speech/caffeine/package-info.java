/** What is kept in memory for a while, by Caffeine. */
@NullMarked
package parley.speech.caffeine;

import org.jspecify.annotations.NullMarked;
