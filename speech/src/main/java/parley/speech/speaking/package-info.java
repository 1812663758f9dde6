/** From text to sound: sentences of a stream, words fit to be read aloud, and voices. */
@NullMarked
package parley.speech.speaking;

import org.jspecify.annotations.NullMarked;
