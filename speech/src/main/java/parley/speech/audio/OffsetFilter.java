package parley.speech.audio;

/**
 * Takes a constant offset out of a stream, as cheap sound cards add one: y(n) = x(n) − x(n−1) + R·y(n−1).
 *
 * <p>With R = 0.995 all above 40 Hz passes within 1 dB at {@link SampleCount#RATE_HZ}; speech begins above 80 Hz. Not
 * thread-safe.
 */
final class OffsetFilter {
    private static final double R = 0.995;

    private double lastIn;
    private double lastOut;
    private boolean begun;

    /** Filters {@code samples} in place. */
    void filter(short[] samples) {
        for (int i = 0; i < samples.length; i++) {
            double in = samples[i];
            if (!begun) {
                // Starting from the first value and not from 0 keeps the offset from being a click.
                begun = true;
                lastIn = in;
            }
            double out = in - lastIn + R * lastOut;
            lastIn = in;
            lastOut = out;
            samples[i] = Pcm16.clip(out);
        }
    }
}
