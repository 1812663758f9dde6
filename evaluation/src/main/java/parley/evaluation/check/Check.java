package parley.evaluation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.SourcePosition;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;

/**
 * One demand on one reply. Pure and immutable: the same reply is always judged the same.
 *
 * <p>Checks on moves are the ones to prefer: a move is decided before its words and holds whichever model words it.
 */
public sealed interface Check {
    /** Where the suite demands it. */
    SourcePosition at();

    /** The name under which suites write it. */
    String field();

    /** Judges a reply. Never throws. */
    CheckResult judge(TurnRecord turn);

    /** The reply's moves are of these kinds, in this order, and no others. */
    record Moves(SourcePosition at, List<String> kinds) implements Check {
        public Moves {
            kinds = List.copyOf(kinds);
        }

        @Override
        public String field() {
            return "moves";
        }

        @Override
        public CheckResult judge(TurnRecord turn) {
            return result(this, turn.moveKinds().equals(kinds), list(kinds), list(turn.moveKinds()));
        }
    }

    /** Each of these kinds occurs among the reply's moves; a kind named twice occurs twice. */
    record MovesContain(SourcePosition at, List<String> kinds) implements Check {
        public MovesContain {
            kinds = List.copyOf(kinds);
        }

        @Override
        public String field() {
            return "moves_contain";
        }

        @Override
        public CheckResult judge(TurnRecord turn) {
            var rest = new ArrayList<>(turn.moveKinds());
            boolean all = kinds.stream().allMatch(rest::remove);
            return result(this, all, list(kinds) + " among the moves", list(turn.moveKinds()));
        }
    }

    /** None of these kinds occurs among the reply's moves. */
    record MovesAbsent(SourcePosition at, List<String> kinds) implements Check {
        public MovesAbsent {
            kinds = List.copyOf(kinds);
        }

        @Override
        public String field() {
            return "moves_absent";
        }

        @Override
        public CheckResult judge(TurnRecord turn) {
            boolean none = kinds.stream().noneMatch(turn.moveKinds()::contains);
            return result(this, none, "none of " + list(kinds), list(turn.moveKinds()));
        }
    }

    /** The learner's turn was read with this intent. */
    record IntentIs(SourcePosition at, Intent intent) implements Check {
        @Override
        public String field() {
            return "intent";
        }

        @Override
        public CheckResult judge(TurnRecord turn) {
            Observation seen = turn.observation();
            return result(
                    this,
                    seen != null && seen.intent() == intent,
                    intent.name(),
                    seen == null
                            ? "no turn of the learner was read"
                            : seen.intent().name());
        }
    }

    /** The learner's turn stood so to the open exercise. */
    record AnswerIs(SourcePosition at, Grade grade) implements Check {
        /** How suites call the outcomes of an {@link AnswerCheck}. */
        public enum Grade {
            RIGHT,
            WRONG,
            UNCLEAR,
            NONE;

            static Grade of(AnswerCheck answer) {
                return switch (answer) {
                    case AnswerCheck.Right right -> RIGHT;
                    case AnswerCheck.Wrong wrong -> WRONG;
                    case AnswerCheck.Unclear unclear -> UNCLEAR;
                    case AnswerCheck.NotAnAnswer none -> NONE;
                };
            }

            public String fileName() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        @Override
        public String field() {
            return "answer";
        }

        @Override
        public CheckResult judge(TurnRecord turn) {
            Observation seen = turn.observation();
            Grade actual = seen == null ? Grade.NONE : Grade.of(seen.answer());
            return result(this, actual == grade, grade.fileName(), actual.fileName());
        }
    }

    /** A wrong answer was recognised as this misconception of the course. */
    record MisconceptionIs(SourcePosition at, String id) implements Check {
        @Override
        public String field() {
            return "misconception";
        }

        @Override
        public CheckResult judge(TurnRecord turn) {
            Observation seen = turn.observation();
            String actual =
                    seen != null && seen.answer() instanceof AnswerCheck.Wrong wrong ? wrong.misconceptionId() : "";
            return result(this, actual.equals(id), id, actual.isEmpty() ? "none was recognised" : actual);
        }
    }

    /** The reply puts this item of the course. */
    record AsksItem(SourcePosition at, String itemId) implements Check {
        @Override
        public String field() {
            return "asks_item";
        }

        @Override
        public CheckResult judge(TurnRecord turn) {
            return among(this, itemId, turn, move -> move instanceof TeachingMove.Ask ask ? ask.itemId() : null);
        }
    }

    /** The reply gives this hint of the item's, the first being 1. */
    record HintIs(SourcePosition at, int number) implements Check {
        @Override
        public String field() {
            return "hint";
        }

        @Override
        public CheckResult judge(TurnRecord turn) {
            return among(
                    this,
                    Integer.toString(number),
                    turn,
                    move -> move instanceof TeachingMove.Hint hint ? Integer.toString(hint.rung() + 1) : null);
        }
    }

    /** The reply explains this concept of the course. */
    record Explains(SourcePosition at, String conceptId) implements Check {
        @Override
        public String field() {
            return "explains";
        }

        @Override
        public CheckResult judge(TurnRecord turn) {
            return among(
                    this,
                    conceptId,
                    turn,
                    move -> move instanceof TeachingMove.Explain explain ? explain.conceptId() : null);
        }
    }

    /** The reply answers something of this kind that is no answer to the exercise. */
    record RespondsTo(SourcePosition at, TeachingMove.Topic topic) implements Check {
        @Override
        public String field() {
            return "responds_to";
        }

        @Override
        public CheckResult judge(TurnRecord turn) {
            return among(
                    this,
                    topic.name(),
                    turn,
                    move -> move instanceof TeachingMove.Respond respond
                            ? respond.topic().name()
                            : null);
        }
    }

    /** The reply's text has these words; compared without case, Markdown, curly quotes and white space. */
    record TextContains(SourcePosition at, String part) implements Check {
        @Override
        public String field() {
            return "text_contains";
        }

        @Override
        public CheckResult judge(TurnRecord turn) {
            return result(this, PlainText.contains(turn.text(), part), quoted(part), quoted(turn.text()));
        }
    }

    /** The reply's text does not have these words, compared as in {@link TextContains}: no leaked answer. */
    record TextAbsent(SourcePosition at, String part) implements Check {
        @Override
        public String field() {
            return "text_absent";
        }

        @Override
        public CheckResult judge(TurnRecord turn) {
            return result(this, !PlainText.contains(turn.text(), part), "no " + quoted(part), quoted(turn.text()));
        }
    }

    /** The reply's text has at most so many characters, counted as Unicode code points. */
    record MaxChars(SourcePosition at, int limit) implements Check {
        @Override
        public String field() {
            return "max_chars";
        }

        @Override
        public CheckResult judge(TurnRecord turn) {
            int length = turn.text().codePointCount(0, turn.text().length());
            return result(this, length <= limit, "at most " + limit + " characters", length + " characters");
        }
    }

    /**
     * The reply was worded by {@code authored}, by any {@code model}, or by the model of this name. Without it a suite
     * meant for a model would pass on the authored tutor that stands in for a model that is down.
     */
    record WordedBy(SourcePosition at, String who) implements Check {
        /** Who words replies from the course's own material. */
        public static final String AUTHORED = "authored";

        /** Any model, but not the authored tutor. */
        public static final String MODEL = "model";

        @Override
        public String field() {
            return "worded_by";
        }

        @Override
        public CheckResult judge(TurnRecord turn) {
            boolean same = who.equals(MODEL)
                    ? !turn.wordedBy().equals(AUTHORED)
                    : turn.wordedBy().equals(who);
            return result(this, same && !turn.wordedBy().isEmpty(), who, turn.wordedBy());
        }
    }

    private static CheckResult result(Check check, boolean passed, String expected, String actual) {
        return new CheckResult(passed, check.field(), expected, actual, check.at());
    }

    /** Whether a move of the right kind has {@code wanted} as its detail; {@code detail} gives null for other kinds. */
    private static CheckResult among(
            Check check, String wanted, TurnRecord turn, Function<TeachingMove, @Nullable String> detail) {
        var found = new ArrayList<String>();
        for (TeachingMove move : turn.moves()) {
            String value = detail.apply(move);
            if (value != null) {
                found.add(value);
            }
        }
        String actual = found.isEmpty() ? "no such move among " + list(turn.moveKinds()) : String.join(", ", found);
        return result(check, found.contains(wanted), wanted, actual);
    }

    private static String list(List<String> kinds) {
        return kinds.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
