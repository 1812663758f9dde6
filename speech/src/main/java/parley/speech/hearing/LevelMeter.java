package parley.speech.hearing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The level of a turn's voice, frame by frame. It keeps the loudest 0.4 s: somebody who begins to speak amid others' talk is
 * as loud then as alone, however long the others talked before. Not thread-safe.
 */
final class LevelMeter {
    /** 12 frames of 32 ms: two syllables, so that a knock alone makes nobody loud. */
    static final int WINDOW_FRAMES = 12;

    private static final double FULL_SCALE = 32_768;

    private final double[] powers = new double[WINDOW_FRAMES];
    private int frames;
    private @Nullable VoiceLevel loudest;

    /** A stretch of voice begins: what was before it does not belong to it. */
    void begin() {
        frames = 0;
    }

    /** Takes every frame of a stretch of voice in its order. */
    void add(short[] frame) {
        powers[frames % WINDOW_FRAMES] = powerOf(frame);
        frames++;
        if (frames >= WINDOW_FRAMES) {
            VoiceLevel now = VoiceLevel.ofPower(Arrays.stream(powers).average().orElseThrow());
            loudest = loudest == null || loudest.below(now) > 0 ? now : loudest;
        }
    }

    /** Its mean square about its mean, for an offset from zero is no loudness. */
    private static double powerOf(short[] frame) {
        double sum = 0;
        double squares = 0;
        for (short sample : frame) {
            double value = sample / FULL_SCALE;
            sum += value;
            squares += value * value;
        }
        double mean = sum / frame.length;
        return Math.max(0, squares / frame.length - mean * mean);
    }

    /** The loudest since the last {@link #reset}; null while no stretch was long enough to tell. */
    @Nullable
    VoiceLevel level() {
        return loudest;
    }

    /** What comes is another turn's. */
    void reset() {
        loudest = null;
    }
}
