package parley.tutor.understanding;

import java.util.HashSet;
import java.util.Set;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Item;
import parley.tutor.understanding.maths.Equivalence;

/**
 * Grades answers to one concrete item, by what its {@link AnswerKey} asks for. Immutable and thread-safe.
 *
 * <p>Every method takes a learner's text as it came, of up to the length of a turn, and returns in bounded time.
 */
sealed interface AnswerGrader extends OpenAnswer
        permits TextGrader, ChoiceGrader, NumericGrader, AlgebraicGrader, OrderingGrader, ClozeGrader {

    static AnswerGrader of(Item item, SpellingSlip slip, Equivalence equivalence) {
        return switch (item.key()) {
            case AnswerKey.Text text -> TextGrader.of(item, slip);
            case AnswerKey.Choice choice -> new ChoiceGrader(choice, item, slip);
            case AnswerKey.Numeric numeric -> new NumericGrader(numeric, item);
            case AnswerKey.Algebraic algebraic -> new AlgebraicGrader(algebraic, item, equivalence);
            case AnswerKey.Ordering ordering -> new OrderingGrader(ordering, item, slip);
            case AnswerKey.Cloze cloze -> new ClozeGrader(cloze, item, slip);
        };
    }

    /**
     * Grades {@code text}.
     *
     * @param spoken whether it was heard; speech has no slips of the pen
     * @return {@link AnswerCheck.Right}, {@link AnswerCheck.Wrong}, or {@link AnswerCheck.Unclear} when it may mean
     *     several answers or could not be decided in time
     */
    @Override
    AnswerCheck grade(String text, boolean spoken);

    /** Notation is an answer or none; only words may be near one. */
    @Override
    default boolean near(String text) {
        return foresees(text);
    }

    @Override
    default boolean nearQuestion(String text) {
        return foresees(text);
    }

    /** The accepted answer that {@code text} may have been, or empty; so where there is nothing between right and wrong. */
    default String nearest(String text) {
        return "";
    }

    /**
     * Whether {@code text} gives away an answer that {@code original} doesn't hold already. Corrections mend words, so none
     * tells an answer that is notation.
     */
    default boolean tells(String text, String original) {
        return false;
    }

    /** The words of an item's task, which may stand around its answer. */
    static Set<String> taskWords(Item item) {
        Set<String> words = new HashSet<>(WordForms.first(item.prompt().in("en")));
        words.addAll(WordForms.first(item.say()));
        item.vocabulary().forEach(v -> words.addAll(WordForms.first(v)));
        return words;
    }
}
