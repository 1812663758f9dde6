package parley.speech.timeline;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.speech.talk.TalkEvent.TurnJudged.Verdict;
import parley.speech.turns.TurnReason;

/**
 * One thing that happened in a turn.
 *
 * @param at on the session's monotonic clock; what concerns the learner's voice is placed by its audio, so that it does
 *     not move with the load of the machine
 * @param detail in words; holds what was said where {@code kind} does, and then belongs in no log and no metric
 * @param decision of {@link Kind#DECIDED} what was decided and why; null of all others
 */
public record Moment(
        Duration at, Kind kind, String detail, @Nullable Decision decision) {
    /** What happened. */
    public enum Kind {
        VOICE_STARTED("voice begins", false),
        VOICE_PAUSED("voice pauses", false),
        VOICE_RESUMED("voice goes on", false),
        PARTIAL("words so far", true),
        FINAL_WORDS("final words", true),
        RECOGNISER_FAILED("recogniser failed", false),
        DECIDED("decision", false),
        COMMITTED("turn over", true),
        DISCARDED("no turn", false),
        REOPENED("learner goes on: part of the next turn", false),
        REPLY_STARTED("moves decided", false),
        FIRST_TOKEN("first words of the reply", false),
        REPLY_WORDED("all words of the reply", false),
        FIRST_AUDIO("first audio", false),
        BARGE_IN("learner speaks over the tutor", false),
        HELD("tutor holds still", false),
        RELEASED("tutor goes on", false),
        CUT("reply cut", false),
        PLAYED_OUT("reply played to its end", false),
        HEARD("heard of the reply", true),
        DROPPED("reply dropped unheard", false),
        REPLY_FAILED("reply failed", false),
        WARNED("warning", false);

        private final String words;
        private final boolean quotes;

        Kind(String words, boolean quotes) {
            this.words = words;
            this.quotes = quotes;
        }

        /** What happened, in a few words. */
        public String words() {
            return words;
        }

        /** Whether the detail holds what the learner or the tutor said. */
        public boolean quotes() {
            return quotes;
        }
    }

    /** Longest detail, in characters; the rest is cut. */
    public static final int MAX_DETAIL = 300;

    /** What turn-taking decided, and why. */
    public record Decision(Verdict verdict, TurnReason reason) {
        /** Both in words, such as {@code commit: usual pause}. */
        public String words() {
            return words(verdict) + ": " + words(reason);
        }

        private static String words(Enum<?> name) {
            return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public Moment {
        detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL) + "…";
    }

    /** A moment that is no decision. */
    public Moment(Duration at, Kind kind, String detail) {
        this(at, kind, detail, null);
    }

    /** The moment of {@code decision}. */
    static Moment decided(Duration at, Decision decision) {
        return new Moment(at, Kind.DECIDED, decision.words(), decision);
    }

    /** Never prints what was said. */
    @Override
    public String toString() {
        return "Moment[" + at + ", " + kind + (kind.quotes() ? "" : ", " + detail) + "]";
    }
}
