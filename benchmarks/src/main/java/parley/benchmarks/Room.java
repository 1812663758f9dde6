package parley.benchmarks;

/** The way from a loudspeaker back into the microphone: later, quieter, and with a few walls. Not thread-safe. */
final class Room {
    /** Where the sound comes back from besides the straight way: milliseconds later, and how loud. */
    private static final double[][] WALLS = {{0, 1}, {13, 0.45}, {29, 0.3}, {53, 0.2}, {97, 0.1}};

    private final int delay;
    private final double factor;
    private final short[] past = new short[SpokenLearner.RATE_HZ];
    private long given;

    /**
     * Makes one.
     *
     * @param delayMillis from the loudspeaker to the microphone, with all buffers between, 0 to 800
     * @param loudness of what comes back in all, as a factor on what was given
     */
    Room(int delayMillis, double loudness) {
        this.delay = delayMillis * SpokenLearner.RATE_HZ / 1_000;
        double energy = 0;
        for (double[] wall : WALLS) {
            energy += wall[1] * wall[1];
        }
        this.factor = loudness / Math.sqrt(energy);
    }

    /** The loudspeaker gives {@code emitted} while the microphone takes {@code frame}, to which is added what comes back. */
    void pass(short[] emitted, short[] frame) {
        for (int i = 0; i < frame.length; i++) {
            past[(int) (given % past.length)] = i < emitted.length ? emitted[i] : 0;
            double sum = frame[i];
            for (double[] wall : WALLS) {
                long from = given - delay - (long) (wall[0] * SpokenLearner.RATE_HZ / 1_000);
                sum += from < 0 ? 0 : factor * wall[1] * past[(int) (from % past.length)];
            }
            frame[i] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
            given++;
        }
    }
}
