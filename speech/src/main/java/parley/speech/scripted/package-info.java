/** Stand-ins for ears, mouth and clock whose every answer is foreseen; for tests here and above, and for demonstrations. */
@NullMarked
package parley.speech.scripted;

import org.jspecify.annotations.NullMarked;
