package parley.speech.timeline;

import static parley.speech.timeline.Moment.Kind.COMMITTED;
import static parley.speech.timeline.Moment.Kind.FINAL_WORDS;
import static parley.speech.timeline.Moment.Kind.FIRST_AUDIO;
import static parley.speech.timeline.Moment.Kind.FIRST_TOKEN;
import static parley.speech.timeline.Moment.Kind.VOICE_PAUSED;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the parts of a spoken turn took, by the names that voice agents use. Each is null where it was not seen, and
 * never negative: what was done ahead took no time.
 *
 * @param endOfTurnDelay from the end of the learner's voice to the turn's being over
 * @param transcriptionDelay from the end of the learner's voice to its final words
 * @param firstToken from the turn's being over to the first words of the reply
 * @param firstAudio from the first words of the reply to its first audio
 * @param endToEnd from the end of the learner's voice to the first audio of the reply
 */
public record TurnTimes(
        @Nullable Duration endOfTurnDelay,
        @Nullable Duration transcriptionDelay,
        @Nullable Duration firstToken,
        @Nullable Duration firstAudio,
        @Nullable Duration endToEnd) {

    /** Measures {@code timeline}; nothing is known of a turn that was none, or was not spoken. */
    public static TurnTimes of(TurnTimeline timeline) {
        Duration over = timeline.first(COMMITTED).orElse(null);
        boolean spoken = timeline.origin() == TurnTimeline.Origin.VOICE && over != null;
        Duration voiceEnd = spoken ? timeline.last(VOICE_PAUSED).orElse(null) : null;
        Duration words = spoken ? timeline.last(FINAL_WORDS).orElse(null) : null;
        Duration token = timeline.first(FIRST_TOKEN).orElse(null);
        Duration audio = timeline.first(FIRST_AUDIO).orElse(null);
        return new TurnTimes(
                between(voiceEnd, over),
                between(voiceEnd, words),
                between(over, token),
                between(token, audio),
                between(voiceEnd, audio));
    }

    private static @Nullable Duration between(@Nullable Duration from, @Nullable Duration to) {
        if (from == null || to == null) {
            return null;
        }
        return to.compareTo(from) < 0 ? Duration.ZERO : to.minus(from);
    }
}
