package parley.speech.scripted;

import parley.speech.audio.Pcm16;
import parley.speech.hearing.VoiceActivityDetector;

/** Voice is what is louder than a level; exact to the frame, and fooled by every noise. Thread-safe. */
public final class LoudnessDetector implements VoiceActivityDetector {
    private final double level;

    /** @param level root mean square, 0..32768, from which a frame counts as voice */
    public LoudnessDetector(double level) {
        this.level = level;
    }

    @Override
    public String name() {
        return "loudness";
    }

    @Override
    public VoiceActivity open() {
        return new VoiceActivity() {
            @Override
            public float probability(short[] samples, int offset) {
                return Pcm16.rms(samples, offset, FRAME_SAMPLES) >= level ? 1 : 0;
            }

            @Override
            public void reset() {
                // Each frame is judged alone.
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
