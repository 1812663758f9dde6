package parley.api.realtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.speech.timeline.Moment;
import parley.speech.timeline.TurnTimeline;
import parley.speech.timeline.TurnTimes;
import parley.tutor.conversation.TurnId;

/**
 * A turn's timeline as it travels. Words are left out: the client was told them when they came.
 *
 * @param number counts the turns of the connection from 1
 * @param origin {@code voice}, {@code typed} or {@code tutor}
 * @param outcome {@code answered}, {@code interrupted}, {@code dropped}, {@code failed}, {@code discarded}, {@code
 *     reopened} or {@code unanswered}
 * @param itemId the learner's item, null where the tutor spoke first
 * @param replyId the reply's item, null where none began
 * @param moments in order of time, at most {@value TurnTimeline#MAX_MOMENTS}
 * @param left how many more there were than could be kept
 */
record WireTurn(
        int number,
        String origin,
        String outcome,
        @Nullable String itemId,
        @Nullable String replyId,
        Times times,
        List<At> moments,
        int left) {
    /** How long its parts took, in milliseconds; null where a part was not seen. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Times(
            @Nullable Long endOfTurnDelayMs,
            @Nullable Long transcriptionDelayMs,
            @Nullable Long firstTokenMs,
            @Nullable Long firstAudioMs,
            @Nullable Long endToEndMs) {}

    /**
     * One thing that happened.
     *
     * @param atMs milliseconds since the first moment of the turn
     * @param what its name
     * @param decision of {@code decided}: what, such as {@code commit}
     * @param reason of {@code decided}: why, such as {@code usual_pause}
     * @param detail what else is to be said of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record At(
            long atMs,
            String what,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable String detail) {}

    static WireTurn of(TurnTimeline turn) {
        List<Moment> ordered =
                turn.moments().stream().sorted(Comparator.comparing(Moment::at)).toList();
        Duration zero = ordered.isEmpty() ? Duration.ZERO : ordered.getFirst().at();
        TurnTimes times = TurnTimes.of(turn);
        return new WireTurn(
                turn.number(),
                word(turn.origin()),
                word(turn.outcome()),
                id(turn.turn()),
                id(turn.reply()),
                new Times(
                        millis(times.endOfTurnDelay()),
                        millis(times.transcriptionDelay()),
                        millis(times.firstToken()),
                        millis(times.firstAudio()),
                        millis(times.endToEnd())),
                ordered.stream().map(one -> at(one, zero)).toList(),
                turn.left());
    }

    private static At at(Moment one, Duration zero) {
        Moment.Decision decision = one.decision();
        boolean silent = decision != null || one.kind().quotes() || one.detail().isEmpty();
        return new At(
                one.at().minus(zero).toMillis(),
                word(one.kind()),
                decision == null ? null : word(decision.verdict()),
                decision == null ? null : word(decision.reason()),
                silent ? null : one.detail());
    }

    private static @Nullable String id(@Nullable TurnId id) {
        return id == null ? null : id.value();
    }

    private static @Nullable Long millis(@Nullable Duration time) {
        return time == null ? null : time.toMillis();
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
