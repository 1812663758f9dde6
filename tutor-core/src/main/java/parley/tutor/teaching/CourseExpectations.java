package parley.tutor.teaching;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.SpokenForm;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.understanding.IntentPhrases;

/**
 * Foresees the open exercise's answers, right and wrong, what learners say to any question, and questions about what the
 * course explains. Pure and thread-safe.
 *
 * <p>All of it is lower-case words with apostrophes. What has a digit is left out, for a recogniser spells numbers.
 */
public final class CourseExpectations implements ExpectationSource {
    private static final Predicate<String> SAYABLE =
            Pattern.compile("[a-z']++(?: [a-z']++)*+").asMatchPredicate();

    /** Keywords of a concept by which a spoken question is foreseen; each more makes the others harder to hear. */
    private static final int ASKED_KEYWORDS = 3;

    /** A grammar of more sentences hears none of them well. */
    private static final int MAX_ANSWERS = 400;

    private final Course course;
    private final List<String> phrases;

    public CourseExpectations(Course course, IntentPhrases phrases) {
        this.course = course;
        this.phrases = Stream.concat(
                        phrases.spoken().stream(),
                        course.concepts().stream().flatMap(CourseExpectations::questionsAbout))
                .filter(SAYABLE)
                .distinct()
                .toList();
    }

    /** A learner may ask about anything that the course explains, at any time. */
    private static Stream<String> questionsAbout(Concept concept) {
        return concept.keywords().stream()
                .filter(SAYABLE)
                .limit(ASKED_KEYWORDS)
                .flatMap(word -> Stream.of("what is " + word, "what is the " + word, "explain the " + word));
    }

    @Override
    public Expectation after(TurnId question, LearnerProgress progress) {
        List<String> answers = course.item(progress.openItemId()).stream()
                .flatMap(CourseExpectations::foreseen)
                .map(SpokenForm::of)
                .filter(SAYABLE)
                .distinct()
                .limit(MAX_ANSWERS)
                .toList();
        return new Expectation(question, answers, phrases);
    }

    private static Stream<String> foreseen(Item item) {
        return switch (item.key()) {
            // Wrong options belong to it: left out, they would be heard as the right one.
            case AnswerKey.Choice choice ->
                IntStream.range(0, choice.options().size()).boxed().flatMap(i -> option(choice, i));
            // There are more numbers and formulas than can be foreseen; a few would only pull others towards them.
            case AnswerKey.Numeric numeric -> Stream.of();
            case AnswerKey.Algebraic algebraic -> Stream.of();
            case AnswerKey.Cloze cloze -> Stream.concat(item.foreseenSpeech().stream(), fillers(cloze));
            case AnswerKey.Ordering ordering ->
                Stream.concat(ordering.accepted().stream(), item.foreseenSpeech().stream());
            case AnswerKey.Text text -> item.foreseenSpeech().stream();
        };
    }

    /** "B", "option B", or the option's own words. */
    private static Stream<String> option(AnswerKey.Choice choice, int index) {
        String letter = AnswerKey.Choice.letter(index);
        return Stream.of(choice.options().get(index).text(), letter, "option " + letter, "letter " + letter);
    }

    /** The words of a single gap, each alone; of several gaps the first words together are among the item's answers. */
    private static Stream<String> fillers(AnswerKey.Cloze cloze) {
        return cloze.gaps().size() == 1 ? cloze.gaps().getFirst().stream() : Stream.of();
    }
}
