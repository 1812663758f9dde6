package parley.speech.audio;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A change of sample rate for one stream, in pieces of any size; the pieces do not show in the result.
 *
 * <p>A polyphase low-pass FIR windowed by Kaiser's window (β = {@value #BETA}, some 80 dB down) that reaches
 * {@value #REACH} samples of the lower rate to each side (97 taps from 32 to 16 kHz); 1 to 2 ms of work per second of audio. What lies above
 * half the lower rate is removed before it can fold back. The result is aligned with the input: the
 * filter's delay is taken out. Not thread-safe; filters are shared.
 *
 * <p>See J. O. Smith, "Digital Audio Resampling", and Oppenheim &amp; Schafer, "Discrete-Time Signal
 * Processing", 7.6, for the window.
 */
public final class Resampler {
    private static final int REACH = 24;
    private static final double BETA = 8.0;

    /** Cut-off as a share of half the lower rate: the transition band ends about where folding begins. */
    private static final double CUT_OFF = 0.94;

    /** Rates come from a handful of devices; the bound only guards against a client that tries them all. */
    private static final int MAX_SHARED_FILTERS = 32;

    /** Rates with a small common divisor would need up to 16,000 phases; beyond this the nearest earlier one serves. */
    private static final int MAX_PHASES = 1_024;

    private static final Map<Long, float[][]> FILTERS = new ConcurrentHashMap<>();

    private final int up;
    private final int down;
    private final float[][] phases;
    private final int span;
    private float[] pending;
    private int pendingLength;
    /** Index of the first pending sample in the input, which begins with half a filter of silence. */
    private long pendingStart;

    private long produced;
    private long received;
    private boolean finished;

    /** Both rates in 4,000..192,000 Hz. */
    public Resampler(int fromHz, int toHz) {
        if (fromHz < 4_000 || fromHz > 192_000 || toHz < 4_000 || toHz > 192_000) {
            throw new IllegalArgumentException("rates lie in 4,000..192,000 Hz, not " + fromHz + " to " + toHz);
        }
        int divisor = gcd(fromHz, toHz);
        up = toHz / divisor;
        down = fromHz / divisor;
        phases = filter(up, down);
        span = phases[0].length;
        // Half a filter of silence before the first sample aligns output with input.
        pendingLength = span / 2;
        pending = new float[Math.max(span * 2, 4_096)];
    }

    /** The output that {@code input} makes possible; a few samples lag behind until {@link #finish}. */
    public short[] resample(short[] input) {
        if (finished) {
            throw new IllegalStateException("the stream has ended");
        }
        if (up == down) {
            return input.clone();
        }
        received += input.length;
        return push(input, input.length);
    }

    /** The last samples of the stream. */
    public short[] finish() {
        if (finished || up == down) {
            finished = true;
            return new short[0];
        }
        finished = true;
        short[] tail = push(new short[span], span);
        long all = Math.ceilDiv(received * up, down);
        long over = Math.max(0, produced - all);
        return Arrays.copyOf(tail, (int) Math.max(0, tail.length - over));
    }

    private short[] push(short[] input, int length) {
        if (pendingLength + length > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(pendingLength + length, pending.length * 2));
        }
        for (int i = 0; i < length; i++) {
            pending[pendingLength + i] = input[i];
        }
        pendingLength += length;
        long end = pendingStart + pendingLength;
        var output = new short[(int) Math.max(0, (end - span + 1) * up / down - produced + 2)];
        int count = 0;
        while (true) {
            long first = produced * down / up;
            if (first + span > end) {
                break;
            }
            output[count++] =
                    convolve((int) (first - pendingStart), phases[(int) (produced * down % up * phases.length / up)]);
            produced++;
        }
        discardBefore(produced * down / up);
        return Arrays.copyOf(output, count);
    }

    private short convolve(int from, float[] phase) {
        float sum = 0;
        for (int i = 0; i < phase.length; i++) {
            sum += pending[from + i] * phase[i];
        }
        return Pcm16.clip(sum);
    }

    private void discardBefore(long index) {
        int gone = (int) Math.min(index - pendingStart, pendingLength);
        if (gone > 0) {
            System.arraycopy(pending, gone, pending, 0, pendingLength - gone);
            pendingLength -= gone;
            pendingStart += gone;
        }
    }

    /** One row per output phase; each weighs the {@code span} input samples from floor(n·down/up) on. */
    private static float[][] filter(int up, int down) {
        long key = (long) up << 32 | down;
        float[][] shared = FILTERS.get(key);
        if (shared != null) {
            return shared;
        }
        // The reach is counted at the lower rate: going down, the filter spans more input samples.
        double ratio = Math.max(1.0, (double) down / up);
        double halfWidth = REACH * ratio;
        int span = 2 * (int) Math.ceil(halfWidth) + 1;
        int centre = span / 2;
        double cutOff = CUT_OFF / ratio;
        int count = Math.min(up, MAX_PHASES);
        var made = new float[count][span];
        for (int phase = 0; phase < count; phase++) {
            double sum = 0;
            var row = new double[span];
            for (int i = 0; i < span; i++) {
                double t = i - centre - (double) phase / count;
                row[i] = sinc(cutOff * t) * kaiser(t / (halfWidth + 1));
                sum += row[i];
            }
            for (int i = 0; i < span; i++) {
                made[phase][i] = (float) (row[i] / sum);
            }
        }
        if (FILTERS.size() < MAX_SHARED_FILTERS) {
            FILTERS.put(key, made);
        }
        return made;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return x <= -1 || x >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
    }

    /** The modified Bessel function of the first kind and order 0, by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
