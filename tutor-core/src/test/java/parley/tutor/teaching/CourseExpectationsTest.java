package parley.tutor.teaching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import parley.prompts.course.Item;
import parley.prompts.course.ShippedCourses;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Knowledge;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearnerProgress.OpenExercise;
import parley.tutor.understanding.IntentPhrases;

class CourseExpectationsTest {
    private static final TurnId QUESTION = new TurnId("q");

    private final CourseExpectations expectations =
            new CourseExpectations(ShippedCourses.everydayEnglish(), IntentPhrases.shipped());

    @Test
    void foreseesRightAndWrongAnswersAndWhatMayAlwaysBeSaid() {
        Expectation after = expectations.after(
                QUESTION, new LearnerProgress(Map.of(), new OpenExercise("went-to-park", 0, 0), 1, Knowledge.NONE));
        assertThat(after.question()).isEqualTo(QUESTION);
        assertThat(after.answers())
                .startsWith("i went to the park")
                .contains("yesterday i went to the park", "i go to the park", "i gone to the park yesterday");
        assertThat(after.phrases())
                .contains("i don't know", "a hint please", "what's the right answer", "bye bye")
                .contains("what is the past tense");
    }

    @Test
    void isAllWordsThatARecogniserCanSpellForEveryItem() {
        for (Item item : ShippedCourses.everydayEnglish().items()) {
            Expectation after = expectations.after(
                    QUESTION, new LearnerProgress(Map.of(), new OpenExercise(item.id(), 0, 0), 1, Knowledge.NONE));
            assertThat(after.answers()).as(item.id()).isNotEmpty().allMatch(p -> p.matches("[a-z' ]+"));
            assertThat(after.phrases()).hasSizeGreaterThan(100).allMatch(p -> p.matches("[a-z' ]+"));
        }
    }

    @Test
    void foreseesNoAnswerWhenNothingIsAsked() {
        assertThat(expectations.after(QUESTION, LearnerProgress.EMPTY).answers())
                .isEmpty();
    }
}
