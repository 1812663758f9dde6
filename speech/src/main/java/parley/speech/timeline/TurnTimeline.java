package parley.speech.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.tutor.conversation.TurnId;

/**
 * Everything that happened in one turn of the learner and in the reply to it, in order of telling.
 *
 * @param number counts the turns of a session from 1
 * @param turn the learner's turn, or null where the tutor spoke first
 * @param reply the reply to it, or null where none began
 * @param moments at most {@value #MAX_MOMENTS}
 * @param left how many more there were than could be kept
 */
public record TurnTimeline(
        int number,
        Origin origin,
        @Nullable TurnId turn,
        @Nullable TurnId reply,
        List<Moment> moments,
        int left) {
    /** Moments kept of one turn; the longest turns of a minute have some hundred. */
    public static final int MAX_MOMENTS = 400;

    /** How the turn began. */
    public enum Origin {
        VOICE,
        TYPED,
        TUTOR
    }

    public TurnTimeline {
        moments = List.copyOf(moments);
    }

    /** When {@code kind} first happened. */
    public Optional<Duration> first(Moment.Kind kind) {
        return moments.stream()
                .filter(one -> one.kind() == kind)
                .map(Moment::at)
                .findFirst();
    }

    /** When {@code kind} last happened. */
    public Optional<Duration> last(Moment.Kind kind) {
        return moments.stream()
                .filter(one -> one.kind() == kind)
                .map(Moment::at)
                .reduce((earlier, later) -> later);
    }

    public boolean has(Moment.Kind kind) {
        return first(kind).isPresent();
    }

    /** How the turn ended. */
    public Outcome outcome() {
        if (has(Moment.Kind.DISCARDED)) {
            return Outcome.DISCARDED;
        }
        if (has(Moment.Kind.REOPENED)) {
            return Outcome.REOPENED;
        }
        if (has(Moment.Kind.REPLY_FAILED)) {
            return Outcome.FAILED;
        }
        if (has(Moment.Kind.DROPPED)) {
            return Outcome.DROPPED;
        }
        if (has(Moment.Kind.CUT)) {
            return Outcome.INTERRUPTED;
        }
        return has(Moment.Kind.HEARD) ? Outcome.ANSWERED : Outcome.UNANSWERED;
    }

    /** What became of a turn. */
    public enum Outcome {
        /** The reply was given to its end. */
        ANSWERED,
        /** The reply was cut where it was heard. */
        INTERRUPTED,
        /** The reply was given up before anything of it was heard. */
        DROPPED,
        /** No reply could be given. */
        FAILED,
        /** Noise, a backchannel or cleared: no turn. */
        DISCARDED,
        /** The learner went on before anything of the reply was heard: it is part of the next turn. */
        REOPENED,
        /** No reply was given. */
        UNANSWERED
    }
}
