package parley.speech.hearing;

import java.time.Duration;
import parley.speech.audio.SampleCount;

/**
 * How an {@link Ear} listens. The defaults were measured on recordings of fluent speakers and of
 * Mandarin-speaking learners with the Silero detector.
 *
 * @param activation probability 0..1 from which a frame may begin speech
 * @param release probability below which a frame may end it; not above {@code activation}
 * @param onsetFrames frames of 32 ms in a row at {@code activation} that begin speech; 2 notice it
 *     within 100 ms, 3 are proof against noise at 10 dB
 * @param releaseHang silence after which speech has paused
 * @param preRoll audio before the noticed onset that is decoded too; at least 200 ms, or first words
 *     are clipped
 * @param trailingSilence silence that flushes a decoder's last word: what lacks of it when the voice has ended, as at a
 *     microphone switched off, is pushed. A pause as long as {@code releaseHang} usually is enough
 * @param partialEvery how often the words so far are asked for
 * @param maxSegment speech after which the free decoder is renewed without a pause: recognisers grow
 *     while they live
 * @param maxExpectedTurn turns longer than this are not decoded against the expectation
 * @param maxTurnWords words kept of one turn; later ones are dropped
 */
public record EarSettings(
        double activation,
        double release,
        int onsetFrames,
        Duration releaseHang,
        Duration preRoll,
        Duration trailingSilence,
        Duration partialEvery,
        Duration maxSegment,
        Duration maxExpectedTurn,
        int maxTurnWords) {

    public static final EarSettings USUAL = new EarSettings(
            0.5,
            0.35,
            2,
            Duration.ofMillis(256),
            Duration.ofMillis(300),
            Duration.ofMillis(200),
            Duration.ofMillis(128),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            2_000);

    public EarSettings {
        require(activation > 0 && activation <= 1, "activation lies in 0..1");
        require(release > 0 && release <= activation, "release lies in 0..activation");
        require(onsetFrames >= 1 && onsetFrames <= 10, "onsetFrames lies in 1..10");
        require(within(releaseHang, 64, 2_000), "releaseHang lies in 64 ms..2 s");
        require(within(preRoll, 200, 1_000), "preRoll lies in 200 ms..1 s");
        require(within(trailingSilence, 0, 1_000), "trailingSilence lies in 0..1 s");
        require(within(partialEvery, 32, 2_000), "partialEvery lies in 32 ms..2 s");
        require(within(maxSegment, 2_000, 60_000), "maxSegment lies in 2..60 s");
        require(within(maxExpectedTurn, 2_000, 60_000), "maxExpectedTurn lies in 2..60 s");
        require(maxTurnWords >= 10 && maxTurnWords <= 10_000, "maxTurnWords lies in 10..10,000");
    }

    private static boolean within(Duration value, long leastMillis, long mostMillis) {
        return value.compareTo(Duration.ofMillis(leastMillis)) >= 0
                && value.compareTo(Duration.ofMillis(mostMillis)) <= 0;
    }

    private static void require(boolean holds, String relation) {
        if (!holds) {
            throw new IllegalArgumentException("hearing settings: " + relation);
        }
    }

    /** Taking louder or fainter sound for voice; the release keeps its proportion. */
    public EarSettings withActivation(double other) {
        return new EarSettings(
                other,
                Math.min(other, release * other / activation),
                onsetFrames,
                releaseHang,
                preRoll,
                trailingSilence,
                partialEvery,
                maxSegment,
                maxExpectedTurn,
                maxTurnWords);
    }

    /** Hearing more or less of what came before the voice. */
    public EarSettings withPreRoll(Duration other) {
        return new EarSettings(
                activation,
                release,
                onsetFrames,
                releaseHang,
                other,
                trailingSilence,
                partialEvery,
                maxSegment,
                maxExpectedTurn,
                maxTurnWords);
    }

    int historyFrames() {
        return (int) Math.ceilDiv(SampleCount.of(preRoll).samples(), VoiceActivityDetector.FRAME_SAMPLES) + onsetFrames;
    }

    int releaseFrames() {
        return frames(releaseHang);
    }

    int partialFrames() {
        return frames(partialEvery);
    }

    private static int frames(Duration duration) {
        return Math.max(
                1, (int) Math.round((double) SampleCount.of(duration).samples() / VoiceActivityDetector.FRAME_SAMPLES));
    }
}
