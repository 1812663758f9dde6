package parley.speech.turns;

import org.jspecify.annotations.Nullable;
import parley.speech.hearing.VoiceLevel;

/**
 * Whose voice it is, by how loud it is: the learner is near the microphone, the people around are not.
 *
 * <p>A talker's own level varies by 2–3 dB from sentence to sentence; four times the distance is 12 dB less. Only over the
 * tutor is a distant voice passed over: elsewhere it is heard, so that a learner who leans back is learnt again.
 */
final class Distance {
    /** Who speaks up is the nearest yet, and is believed at once. */
    private static final double LOUDER_SHARE = 0.5;

    /** Who is quieter may be somebody else. */
    private static final double QUIETER_SHARE = 0.2;

    private Distance() {}

    /** The learner's level after a turn of theirs. */
    static @Nullable VoiceLevel learnt(@Nullable VoiceLevel own, @Nullable VoiceLevel heard) {
        if (own == null || heard == null) {
            return own == null ? heard : own;
        }
        return own.towards(heard, heard.below(own) > 0 ? QUIETER_SHARE : LOUDER_SHARE);
    }

    /** Whether a voice of level {@code heard} is hardly the learner's; never while either is unknown. */
    static boolean isDistant(@Nullable VoiceLevel own, @Nullable VoiceLevel heard, double belowDecibels) {
        return belowDecibels > 0 && own != null && heard != null && heard.below(own) >= belowDecibels;
    }
}
