package parley.tutor.teaching;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
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
        List<String> answers = course.item(progress.openItemId()).map(Item::foreseenSpeech).orElse(List.of()).stream()
                .filter(SAYABLE)
                .toList();
        return new Expectation(question, answers, phrases);
    }
}
