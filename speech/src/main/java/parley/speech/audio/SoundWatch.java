package parley.speech.audio;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Looks for faults in a stream of sound, second by second; each is told once. Not thread-safe.
 *
 * <p>It judges and never changes: what is faulty is still heard as well as may be.
 */
final class SoundWatch {
    /** Seconds of zeros from the beginning until it is {@link SoundFault#SILENT}. */
    static final int SILENT_SECONDS = 5;

    /** Seconds that must be so until it is {@link SoundFault#CLIPPED} or {@link SoundFault#OFFSET}. */
    static final int FAULTY_SECONDS = 2;

    /** From this magnitude on a sample counts as being at the limit: 99.5 % of full scale. */
    private static final int AT_LIMIT = 32_600;

    /** Share of samples at the limit that makes a second clipped; speech of a good level has none. */
    private static final double CLIPPED_SHARE = 0.02;

    /** Mean that makes a second offset: 5 % of full scale. */
    private static final double OFFSET_MEAN = 1_638;

    /** Sound heard before its speed is judged; shorter bursts are a network's. */
    private static final Duration SPEED_AFTER = Duration.ofSeconds(8);

    private static final Duration LEAST_ELAPSED = Duration.ofSeconds(2);
    private static final double TOO_FAST = 1.4;

    private final Set<SoundFault> told = EnumSet.noneOf(SoundFault.class);
    private long samples;
    private int inSecond;
    private int atLimit;
    private long sum;
    private boolean anySound;
    private boolean soundInSecond;
    private int silentSeconds;
    private int clippedSeconds;
    private int offsetSeconds;

    /**
     * Looks at the next samples, at {@link SampleCount#RATE_HZ}.
     *
     * @param elapsed time since the stream began
     * @return what is wrong and was not told before
     */
    Set<SoundFault> heard(short[] next, Duration elapsed) {
        Set<SoundFault> found = EnumSet.noneOf(SoundFault.class);
        for (short sample : next) {
            sum += sample;
            atLimit += sample >= AT_LIMIT || sample <= -AT_LIMIT ? 1 : 0;
            soundInSecond |= sample > 1 || sample < -1;
            samples++;
            if (++inSecond == SampleCount.RATE_HZ) {
                endSecond(found);
            }
        }
        double heardSeconds = (double) samples / SampleCount.RATE_HZ;
        if (heardSeconds >= SPEED_AFTER.toSeconds()
                && elapsed.compareTo(LEAST_ELAPSED) >= 0
                && heardSeconds > TOO_FAST * elapsed.toMillis() / 1_000.0) {
            found.add(SoundFault.TOO_FAST);
        }
        found.removeAll(told);
        told.addAll(found);
        return found;
    }

    private void endSecond(Set<SoundFault> found) {
        anySound |= soundInSecond;
        silentSeconds += anySound ? 0 : 1;
        clippedSeconds += atLimit > CLIPPED_SHARE * inSecond ? 1 : 0;
        offsetSeconds += Math.abs(sum) > OFFSET_MEAN * inSecond ? 1 : 0;
        if (!anySound && silentSeconds >= SILENT_SECONDS) {
            found.add(SoundFault.SILENT);
        }
        if (offsetSeconds >= FAULTY_SECONDS) {
            found.add(SoundFault.OFFSET);
        } else if (clippedSeconds >= FAULTY_SECONDS) {
            found.add(SoundFault.CLIPPED);
        }
        inSecond = 0;
        atLimit = 0;
        sum = 0;
        soundInSecond = false;
    }
}
