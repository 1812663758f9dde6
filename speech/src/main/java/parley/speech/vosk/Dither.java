package parley.speech.vosk;

import java.util.SplittableRandom;

/**
 * The faint noise that keeps digital silence from being infinitely quiet to a recogniser; the same for each utterance.
 *
 * <p>Kaldi adds it by itself, from one source of randomness a process, so that what one session hears depends on how much
 * all others have said: of 46 recordings of learners 35 had other words, times or confidences when they were heard a second
 * time. Its own is switched off ({@link ModelView}), and this one, as loud (standard deviation of one step of 16-bit
 * sound), begins anew with each utterance: the same sound gives the same words. Not thread-safe.
 */
final class Dither {
    private static final long SEED = 7;

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** A copy of {@code length} samples from {@code offset} on, with the noise. */
    short[] over(short[] samples, int offset, int length) {
        var noisy = new short[length];
        for (int i = 0; i < length; i++) {
            long sum = samples[offset + i] + Math.round(random.nextGaussian());
            noisy[i] = (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return noisy;
    }
}
