package parley.tutor.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.ShippedCourses;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearnerProgress.OpenExercise;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.understanding.Slip;

class CourseAssessorTest {
    private static final Instant AT = Attempts.AT;
    private static final AnswerCheck RIGHT = new AnswerCheck.Right("x", true);

    private final Course course = ShippedCourses.everydayEnglish();
    private final Item item = course.items().getFirst();
    private final String conceptId = course.conceptOf(item.id()).orElseThrow().id();
    private final CourseAssessor assessor = new CourseAssessor(course);

    private final ItemRatings ratings =
            new ItemRatings(Map.of(item.id(), new Ability(0.5, 3)), Map.of(conceptId, new Ability(0.25, 3)));

    private Known known(@Nullable OpenExercise open) {
        return new Known(
                new LearnerProgress(
                        Map.of(), open, 0, Attempts.knowing(conceptId, new Ability(1, 5), new Ability(-0.25, 2))),
                ratings,
                LearnerProfile.UNTOLD,
                Habits.NONE);
    }

    private OpenExercise open(int hints, int misses, @Nullable Instant askedAt) {
        return new OpenExercise(item.id(), hints, misses, null, askedAt);
    }

    private Attempt assessed(OpenExercise open, AnswerCheck check) {
        return assessor.assess(known(open), seen(item.id(), check), AT).orElseThrow();
    }

    private static Observation seen(String itemId, AnswerCheck check) {
        return new Observation(new TurnId("t"), itemId, Intent.ANSWER, check, "", List.of());
    }

    @Test
    void saysWhatWasForeseenBeforeTheAnswer() {
        Attempt attempt = assessed(open(0, 0, null), RIGHT);
        double guess = item.key().guess();
        assertThat(attempt.predicted())
                .isEqualTo(Elo.predict(known(null).progress().knowledge(), ratings, item.id(), conceptId, guess));
        assertThat(attempt.difficulty()).isEqualTo(0.75);
        assertThat(attempt.guess()).isEqualTo(guess);
        assertThat(attempt.conceptId()).isEqualTo(conceptId);
        assertThat(attempt.unaided()).isTrue();
    }

    @Test
    void anAnswerIsTimedFromTheQuestion() {
        assertThat(assessed(open(0, 0, AT.minusSeconds(7)), RIGHT).took()).isEqualTo(Duration.ofSeconds(7));
        assertThat(assessed(open(0, 0, null), RIGHT).took()).isNull();
        assertThat(assessed(open(0, 0, AT.plusSeconds(1)), RIGHT).took())
                .as("a clock that went back")
                .isNull();
        assertThat(assessed(open(0, 0, AT.minus(Duration.ofHours(9))), RIGHT).took())
                .as("the next morning")
                .isNull();
    }

    @Test
    void tellsFirstAnswersFromLaterOnesAndHelpedFromUnhelped() {
        assertThat(assessed(open(2, 1, null), new AnswerCheck.Wrong("m")))
                .returns(false, Attempt::first)
                .returns(2, Attempt::hints)
                .returns("m", Attempt::misconceptionId)
                .returns(false, Attempt::right);
    }

    @Test
    void gradesNothingElse() {
        Known known = known(open(0, 0, null));
        for (AnswerCheck ungraded : List.of(
                new AnswerCheck.NotAnAnswer(),
                new AnswerCheck.Unclear("x", ""),
                new AnswerCheck.Wrong("", new Slip.NotReadable()))) {
            assertThat(assessor.assess(known, seen(item.id(), ungraded), AT)).isEmpty();
        }
        assertThat(assessor.assess(known, seen("another-item", RIGHT), AT)).isEmpty();
        assertThat(assessor.assess(known(null), seen(item.id(), RIGHT), AT)).isEmpty();
        assertThat(assessor.assess(
                        known(new OpenExercise("left-the-course", 0, 0)), seen("left-the-course", RIGHT), AT))
                .isEmpty();
    }
}
