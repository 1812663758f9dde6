package parley.speech.turns;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.speech.hearing.VoiceLevel;

/**
 * Whose voice it is, by how loud it is: the learner is near the microphone, the people around are not.
 *
 * <p>A talker's own level varies by 2–3 dB from sentence to sentence; four times the distance is 12 dB less. Only of a voice
 * that began over the tutor is it asked: elsewhere every voice is heard, so that a learner who leans back is learnt again.
 */
final class Distance {
    /**
     * A voice that has not lasted so long may still become as loud as it will be: 0.4 s into them 9 of 64 recordings
     * lie 10 dB or more below their own level, 0.6 s into them one, after 0.8 s none.
     */
    static final Duration KNOWN_AFTER = Duration.ofMillis(800);

    /** Who speaks up is the nearest yet, and is believed at once. */
    private static final double LOUDER_SHARE = 0.5;

    /** But one who knocks against the microphone must be heard again soon. */
    private static final double MOST_LOUDER_DECIBELS = 6;

    /** Who is quieter may be somebody else. */
    private static final double QUIETER_SHARE = 0.2;

    private Distance() {}

    /** The learner's level after a turn of theirs. */
    static @Nullable VoiceLevel learnt(@Nullable VoiceLevel own, @Nullable VoiceLevel heard) {
        if (own == null || heard == null) {
            return own == null ? heard : own;
        }
        double louder = own.below(heard);
        return louder <= 0
                ? own.towards(heard, QUIETER_SHARE)
                : own.towards(heard, Math.min(LOUDER_SHARE, MOST_LOUDER_DECIBELS / louder));
    }

    /** Whether a voice of level {@code heard} is hardly the learner's; never while either is unknown. */
    static boolean isDistant(@Nullable VoiceLevel own, @Nullable VoiceLevel heard, double belowDecibels) {
        return belowDecibels > 0 && own != null && heard != null && heard.below(own) >= belowDecibels;
    }
}
