/** Which recogniser hears which language, and how many models are open for that at once. */
@NullMarked
package parley.speech.languages;

import org.jspecify.annotations.NullMarked;
