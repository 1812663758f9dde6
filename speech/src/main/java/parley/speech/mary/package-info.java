/** The MaryTTS voice behind its port; no other package sees MaryTTS's types. */
@NullMarked
package parley.speech.mary;

import org.jspecify.annotations.NullMarked;
