package parley.prompts.course;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What counts as the right answer to an item, by the item's form. Immutable. */
public sealed interface AnswerKey {

    /** The accepted answers as a learner would write them, never empty; the first is the one to reveal. */
    List<String> accepted();

    /**
     * The chance of a right answer from someone who knows nothing, 0 to 1; what a mastery estimate takes for a guess.
     * Free answers are rarely hit by chance; 0.05 leaves room for it.
     */
    default double guess() {
        return 0.05;
    }

    /** Words: any of the accepted answers, spelling slips and punctuation forgiven. */
    record Text(List<String> accepted) implements AnswerKey {
        public Text {
            accepted = required(accepted);
        }
    }

    /**
     * One of several options, answered by its letter or its words.
     *
     * @param options as they are shown, two to eight, lettered from A
     * @param right the index of the right one
     */
    record Choice(List<Option> options, int right) implements AnswerKey {
        /** The most options: more than eight can't be held in mind when they are spoken. */
        public static final int MAX_OPTIONS = 8;

        public Choice {
            options = List.copyOf(options);
            if (options.size() < 2 || options.size() > MAX_OPTIONS || right < 0 || right >= options.size()) {
                throw new IllegalArgumentException("a choice has two to eight options, one of them right");
            }
        }

        /** The letter of the option at {@code index}, from A. */
        public static String letter(int index) {
            return String.valueOf((char) ('A' + index));
        }

        @Override
        public List<String> accepted() {
            return List.of(options.get(right).text(), letter(right));
        }

        @Override
        public double guess() {
            return 1.0 / options.size();
        }
    }

    /**
     * One option of a choice.
     *
     * @param misconceptionId what choosing it reveals, or empty
     */
    record Option(String text, String misconceptionId) {}

    /**
     * A number, as a whole number, decimal, fraction ({@code 3/4}) or mixed number ({@code 1 1/2}).
     *
     * @param value the exact value, in one of these forms
     * @param tolerance how far an answer may be off, in the same unit; "0" for exact values
     * @param unit what must be named with it, or empty when a bare number is meant
     * @param units further accepted names of the unit, each with the factor that turns it into {@link #unit}, such as
     *     {@code cm=0.01} for metres
     * @param lowestTerms whether a fraction must be reduced
     */
    record Numeric(String value, String tolerance, String unit, List<UnitName> units, boolean lowestTerms)
            implements AnswerKey {
        public Numeric {
            units = List.copyOf(units);
        }

        @Override
        public List<String> accepted() {
            return List.of(unit.isEmpty() ? value : value + " " + unit);
        }
    }

    /** Another name of a unit; {@code factor} of them, a decimal or fraction, make one of the item's own unit. */
    record UnitName(String name, String factor) {}

    /**
     * An algebraic expression or equation, accepted in any equivalent form that {@code form} allows.
     *
     * @param expression such as {@code 2x + 3}, {@code 3/4}, or {@code x = 5}; the one to reveal
     * @param start what a learner's working begins with, such as {@code 2x + 3 = 13}; null when no working is foreseen
     */
    record Algebraic(String expression, Form form, @Nullable String start) implements AnswerKey {
        @Override
        public List<String> accepted() {
            return List.of(expression);
        }
    }

    /** In which form an expression is wanted. */
    enum Form {
        /** Any equivalent expression. */
        ANY,
        /** As short as it gets: like terms collected, fractions reduced, brackets gone. */
        SIMPLIFIED,
        /** Without brackets around sums. */
        EXPANDED,
        /** As a product. */
        FACTORED
    }

    /**
     * Parts to be brought into order.
     *
     * @param parts in the right order; shown shuffled
     * @param accepted the right order as text, and other orders that are right, too
     * @param shown the parts as they are shown, never in the right order
     */
    record Ordering(List<String> parts, List<String> accepted, List<String> shown) implements AnswerKey {
        public Ordering {
            parts = required(parts);
            accepted = required(accepted);
            shown = required(shown);
        }
    }

    /**
     * A text with gaps.
     *
     * @param text with {@value #GAP} for each gap
     * @param gaps for each gap the words that fit it, the one to reveal first
     */
    record Cloze(String text, List<List<String>> gaps) implements AnswerKey {
        /** How a gap is shown. */
        public static final String GAP = "___";

        public Cloze {
            gaps = gaps.stream().map(AnswerKey::required).toList();
            if (gaps.isEmpty()) {
                throw new IllegalArgumentException("a cloze text has at least one gap");
            }
        }

        /** The fillers alone, and the whole sentence. */
        @Override
        public List<String> accepted() {
            String whole = text;
            for (List<String> gap : gaps) {
                whole = whole.replaceFirst(Pattern.quote(GAP), Matcher.quoteReplacement(gap.getFirst()));
            }
            String fillers = String.join(", ", gaps.stream().map(List::getFirst).toList());
            return Stream.of(fillers, whole).distinct().toList();
        }
    }

    private static <T> List<T> required(List<T> list) {
        if (list.isEmpty()) {
            throw new IllegalArgumentException("an answer key needs at least one entry");
        }
        return List.copyOf(list);
    }
}
