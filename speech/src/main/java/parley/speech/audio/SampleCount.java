package parley.speech.audio;

import java.time.Duration;

/**
 * A position or length in a session's audio, counted in samples at {@value #RATE_HZ} Hz.
 *
 * <p>Sample time is what was received, not what the clock says: a WAV replayed at any pace gives the
 * same positions. Never negative. Immutable.
 */
public record SampleCount(long samples) implements Comparable<SampleCount> {
    /** The one rate at which everything is heard. */
    public static final int RATE_HZ = 16_000;

    public static final SampleCount ZERO = new SampleCount(0);

    public SampleCount {
        if (samples < 0) {
            throw new IllegalArgumentException("a sample count is never negative: " + samples);
        }
    }

    /** The whole samples in {@code duration}, which must not be negative. */
    public static SampleCount of(Duration duration) {
        return new SampleCount(duration.toNanos() / 1_000 * RATE_HZ / 1_000_000);
    }

    public static SampleCount ofMillis(long millis) {
        return new SampleCount(millis * RATE_HZ / 1_000);
    }

    public Duration toDuration() {
        return Duration.ofNanos(samples * (1_000_000_000L / RATE_HZ));
    }

    public long toMillis() {
        return samples * 1_000 / RATE_HZ;
    }

    public SampleCount plus(SampleCount other) {
        return new SampleCount(samples + other.samples);
    }

    public SampleCount plus(long moreSamples) {
        return new SampleCount(samples + moreSamples);
    }

    /** The difference, or zero when {@code other} is the larger. */
    public SampleCount minusOrZero(SampleCount other) {
        return new SampleCount(Math.max(0, samples - other.samples));
    }

    public boolean isAfter(SampleCount other) {
        return samples > other.samples;
    }

    @Override
    public int compareTo(SampleCount other) {
        return Long.compare(samples, other.samples);
    }
}
