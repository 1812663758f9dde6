/** The libfvad voice-activity detector behind its port, for when the Silero model is absent. */
@NullMarked
package parley.speech.fvad;

import org.jspecify.annotations.NullMarked;
