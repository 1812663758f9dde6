package parley.speech.hearing;

import java.util.Arrays;

/**
 * The level of a turn's voice, frame by frame. It keeps the loudest 0.4 s: somebody who begins to speak amid others' talk is
 * as loud then as alone, however long the others talked before. Not thread-safe.
 */
final class LevelMeter {
    /** 12 frames of 32 ms: two syllables, so that a knock alone makes nobody loud. */
    static final int WINDOW_FRAMES = 12;

    private static final double FULL_SCALE = 32_768;

    private final double[] powers = new double[WINDOW_FRAMES];
    private int next;
    private double loudest;

    /** Takes every frame in its order; {@code voice} tells whether it is of a voice or only before one. */
    void add(short[] frame, boolean voice) {
        powers[next] = powerOf(frame);
        next = (next + 1) % WINDOW_FRAMES;
        if (voice) {
            loudest = Math.max(loudest, Arrays.stream(powers).average().orElseThrow());
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

    /** The loudest since the last {@link #reset}. */
    VoiceLevel level() {
        return VoiceLevel.ofPower(loudest);
    }

    /** What comes is another turn's. */
    void reset() {
        loudest = 0;
    }
}
