/** The Vosk recogniser behind its port; no other package sees Vosk's types. */
@NullMarked
package parley.speech.vosk;

import org.jspecify.annotations.NullMarked;
