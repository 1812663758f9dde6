package parley.tutor.learner;

import java.time.Instant;
import java.util.Optional;
import parley.prompts.course.Course;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Observation;

/** Grades by a course and what is known of its items. Pure and thread-safe. */
public final class CourseAssessor implements Assessor {
    private final Course course;

    public CourseAssessor(Course course) {
        this.course = course;
    }

    @Override
    public Optional<Attempt> assess(Known known, Observation observation, Instant at) {
        LearnerProgress.OpenExercise open = known.progress().open();
        if (open == null || !open.itemId().equals(observation.itemId())) {
            return Optional.empty();
        }
        return switch (observation.answer()) {
            case AnswerCheck.Right right -> Optional.of(attempt(known, open, true, "", at));
            case AnswerCheck.Wrong wrong -> Optional.of(attempt(known, open, false, wrong.misconceptionId(), at));
            case AnswerCheck.Unclear unclear -> Optional.empty();
            case AnswerCheck.NotAnAnswer none -> Optional.empty();
        };
    }

    private Attempt attempt(
            Known known, LearnerProgress.OpenExercise open, boolean right, String misconceptionId, Instant at) {
        String conceptId = course.conceptOf(open.itemId()).map(c -> c.id()).orElse("");
        double difficulty = known.ratings().difficulty(open.itemId(), conceptId);
        double guess = course.item(open.itemId()).map(i -> i.key().guess()).orElse(0.0);
        return new Attempt(
                open.itemId(),
                conceptId,
                right,
                open.misses() == 0,
                open.hintsGiven(),
                misconceptionId,
                0.5,
                difficulty,
                guess,
                null,
                at);
    }
}
