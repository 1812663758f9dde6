package parley.speech.speaking;

import java.util.Arrays;
import parley.speech.audio.Pcm16;

/**
 * Speech made slower or faster with its pitch kept. Immutable; made once for a sound.
 *
 * <p>Waveform-similarity overlap-add (W. Verhelst and M. Roelands, "An overlap-add technique based on waveform
 * similarity (WSOLA) for high quality time-scale modification of speech", ICASSP 1993): windows of {@value
 * #WINDOW_MILLIS} ms overlap by half; each is taken from the place, within {@value #SEARCH_MILLIS} ms of where the speed
 * would have it, that goes on most like the window before. The result is exactly n / speed samples long, rounded, and
 * {@link #stretched(long)} follows the places that were really taken.
 */
public final class TimeStretch {
    private static final int WINDOW_MILLIS = 24;
    private static final int SEARCH_MILLIS = 9;

    /** Coarse search looks at every so manieth sample at 8 kHz and above; the best place is then found exactly. */
    private static final int COARSE_HZ = 8_000;

    private final short[] samples;
    private final long given;
    /** Where the middles of the windows were taken from, and where they went; ascending. */
    private final long[] from;

    private final long[] to;

    private TimeStretch(short[] samples, long given, long[] from, long[] to) {
        this.samples = samples;
        this.given = given;
        this.from = from;
        this.to = to;
    }

    /**
     * Stretches a sound.
     *
     * @param speed factor on the speed, 0.25..4
     */
    public static TimeStretch of(short[] sound, int rateHz, double speed) {
        if (!(speed >= 0.25 && speed <= 4)) {
            throw new IllegalArgumentException("speed must lie in 0.25..4, not " + speed);
        }
        int length = (int) Math.round(sound.length / speed);
        if (speed == 1 || length == 0) {
            return new TimeStretch(
                    Arrays.copyOf(sound, length), sound.length, new long[] {0, sound.length}, new long[] {0, length});
        }
        var stretching = new Stretching(rateHz, speed);
        stretching.add(sound);
        return stretching.finish();
    }

    /** The sound; not copied. */
    public short[] samples() {
        return samples;
    }

    /** Where in the result the sample {@code place} of the sound given is heard; never decreasing. */
    public long stretched(long place) {
        if (place <= 0) {
            return 0;
        }
        if (place >= given) {
            return samples.length;
        }
        int found = Arrays.binarySearch(from, place);
        if (found >= 0) {
            while (found > 0 && from[found - 1] == place) {
                found--;
            }
            return to[found];
        }
        int after = -found - 1;
        long span = from[after] - from[after - 1];
        return to[after - 1] + Math.round((double) (to[after] - to[after - 1]) * (place - from[after - 1]) / span);
    }

    /** A sound that is stretched while it comes; the pieces make the same whole as all of it at once. Not thread-safe. */
    static final class Stretching {
        private final double speed;
        private final int hop;
        private final int search;
        private final int step;
        private final double[] window;
        private short[] sound = new short[0];
        private int known;
        private double[] mixed = new double[0];
        private long[] from = new long[64];
        private long[] to = new long[64];
        private int knots = 1;
        private int windows;
        private int taken;
        private int given;

        /** Any speed in 0.25..4 but 1 makes a difference. */
        Stretching(int rateHz, double speed) {
            this.speed = speed;
            this.hop = Math.max(1, rateHz * WINDOW_MILLIS / 2_000);
            this.search = rateHz * SEARCH_MILLIS / 1_000;
            this.step = Math.max(1, rateHz / COARSE_HZ);
            this.window = new double[2 * hop];
            for (int i = 0; i < window.length; i++) {
                // Hann, shifted by half a sample: two that overlap by half add up to one.
                window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / window.length);
            }
        }

        /** Takes more of the sound; what of the result is certain by now and was not given before. */
        short[] add(short[] more) {
            if (known + more.length > sound.length) {
                sound = Arrays.copyOf(sound, Math.max(known + more.length, sound.length * 2));
            }
            System.arraycopy(more, 0, sound, known, more.length);
            known += more.length;
            // A window is placed once all is there that it may be taken from or be compared with.
            while (Math.max(windows == 0 ? 0 : taken + hop, wanted() + search + step) + 2 * hop <= known) {
                place();
            }
            int certain = Math.max(0, (windows - 1) * hop);
            short[] result = samples(given, certain);
            given = certain;
            return result;
        }

        /** All of the result. */
        TimeStretch finish() {
            int length = (int) Math.round(known / speed);
            int all = Math.ceilDiv(length, hop) + 1;
            while (windows < all) {
                place();
            }
            // Of the windows at the edge those count whose middles lie inside.
            while (knots > 1 && (from[knots - 1] >= known || to[knots - 1] >= length)) {
                knots--;
            }
            from[knots] = known;
            to[knots] = length;
            return new TimeStretch(
                    samples(0, length), known, Arrays.copyOf(from, knots + 1), Arrays.copyOf(to, knots + 1));
        }

        private short[] samples(int start, int end) {
            var samples = new short[end - start];
            for (int i = start; i < end; i++) {
                samples[i - start] = Pcm16.clip(mixed[i + hop]);
            }
            return samples;
        }

        /** Where the speed would have the next window; the first begins one hop before the sound, so that its start is whole. */
        private int wanted() {
            return (int) Math.round(windows * hop * speed) - hop;
        }

        private void place() {
            int k = windows;
            taken = k == 0 ? wanted() : mostAlike(taken + hop, wanted());
            windows++;
            if ((k + 2) * hop > mixed.length) {
                mixed = Arrays.copyOf(mixed, Math.max((k + 2) * hop, mixed.length * 2));
            }
            for (int i = 0; i < window.length; i++) {
                mixed[k * hop + i] += window[i] * at(taken + i);
            }
            long middle = (long) taken + hop;
            long place = (long) k * hop;
            if (middle > from[knots - 1] && place > to[knots - 1]) {
                if (knots + 1 == from.length) {
                    from = Arrays.copyOf(from, knots * 2);
                    to = Arrays.copyOf(to, knots * 2);
                }
                from[knots] = middle;
                to[knots] = place;
                knots++;
            }
        }

        private int at(int i) {
            return i < 0 || i >= known ? 0 : sound[i];
        }

        /** The start near {@code wanted} whose window is most like the one that goes on at {@code natural}. */
        private int mostAlike(int natural, int wanted) {
            if (Math.abs(natural - wanted) <= step) {
                return natural;
            }
            int coarse = best(natural, wanted, search, step, step);
            return step == 1 ? coarse : best(natural, coarse, step, 1, 1);
        }

        private int best(int natural, int centre, int reach, int stride, int every) {
            int best = centre;
            double most = likeness(natural, centre, every);
            for (int shift = stride; shift <= reach; shift += stride) {
                double later = likeness(natural, centre + shift, every);
                if (later > most) {
                    most = later;
                    best = centre + shift;
                }
                double earlier = likeness(natural, centre - shift, every);
                if (earlier > most) {
                    most = earlier;
                    best = centre - shift;
                }
            }
            return best;
        }

        /** Normalised cross-correlation; 0 for silence. */
        private double likeness(int one, int other, int every) {
            double product = 0;
            double energy = 1;
            for (int i = 0; i < window.length; i += every) {
                double b = at(other + i);
                product += at(one + i) * b;
                energy += b * b;
            }
            return product / Math.sqrt(energy);
        }
    }
}
