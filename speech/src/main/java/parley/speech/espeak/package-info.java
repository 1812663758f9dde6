/** espeak-ng, when it is installed, as a voice. */
@NullMarked
package parley.speech.espeak;

import org.jspecify.annotations.NullMarked;
