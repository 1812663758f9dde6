package parley.tutor.teaching;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.understanding.IntentPhrases;

/**
 * Foresees the open exercise's answers, right and wrong, and what learners say to any question. Pure and thread-safe.
 *
 * <p>All of it is lower-case words with apostrophes. What has a digit is left out, for a recogniser spells numbers.
 */
public final class CourseExpectations implements ExpectationSource {
    private static final Predicate<String> SAYABLE =
            Pattern.compile("[a-z']++(?: [a-z']++)*+").asMatchPredicate();

    private final Course course;
    private final List<String> phrases;

    public CourseExpectations(Course course, IntentPhrases phrases) {
        this.course = course;
        this.phrases = phrases.spoken().stream().filter(SAYABLE).toList();
    }

    @Override
    public Expectation after(TurnId question, LearnerProgress progress) {
        List<String> answers = course.item(progress.openItemId()).map(Item::foreseenSpeech).orElse(List.of()).stream()
                .filter(SAYABLE)
                .toList();
        return new Expectation(question, answers, phrases);
    }
}
