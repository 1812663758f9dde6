/** Sound as numbers: sample time, WAV files, change of rate. */
@NullMarked
package parley.speech.audio;

import org.jspecify.annotations.NullMarked;
