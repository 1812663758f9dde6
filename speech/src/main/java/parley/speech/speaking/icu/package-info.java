/** Numbers as words, by ICU. */
@NullMarked
package parley.speech.speaking.icu;

import org.jspecify.annotations.NullMarked;
