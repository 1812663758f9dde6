package parley.tutor.learner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Course;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.understanding.Slip;

/** Grades by a course and what is known of its items. Pure and thread-safe. */
public final class CourseAssessor implements Assessor {
    /** Who answers later than this was away. */
    static final Duration MAX_TOOK = Duration.ofMinutes(10);

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
        return course.conceptOf(open.itemId()).flatMap(concept -> switch (observation.answer()) {
            case AnswerCheck.Right right -> Optional.of(attempt(known, open, concept.id(), true, "", at));
            case AnswerCheck.Wrong wrong when wrong.slip() instanceof Slip.NotReadable -> Optional.empty();
            case AnswerCheck.Wrong wrong ->
                Optional.of(attempt(known, open, concept.id(), false, wrong.misconceptionId(), at));
            case AnswerCheck.Unclear unclear -> Optional.empty();
            case AnswerCheck.NotAnAnswer none ->
                givesUpDiagnosis(open, observation)
                        ? Optional.of(attempt(known, open, concept.id(), false, "", at))
                        : Optional.empty();
        });
    }

    /** Where nothing is taught yet, "I don't know" is an answer: it tells what the question was to find out. */
    private static boolean givesUpDiagnosis(LearnerProgress.OpenExercise open, Observation observation) {
        Reason reason = open.reason();
        return reason != null
                && reason.kind() == Reason.Kind.DIAGNOSTIC
                && (observation.intent() == Intent.DOES_NOT_KNOW || observation.intent() == Intent.ASKS_ANSWER);
    }

    private Attempt attempt(
            Known known,
            LearnerProgress.OpenExercise open,
            String conceptId,
            boolean right,
            String misconceptionId,
            Instant at) {
        double guess = course.item(open.itemId()).map(i -> i.key().guess()).orElse(0.0);
        return new Attempt(
                open.itemId(),
                conceptId,
                right,
                open.misses() == 0,
                open.hintsGiven(),
                misconceptionId,
                Elo.predict(known.progress().knowledge(), known.ratings(), open.itemId(), conceptId, guess),
                known.ratings().difficulty(open.itemId(), conceptId),
                guess,
                took(open.askedAt(), at),
                at);
    }

    /** From when the question was heard; null when that is not known, or the learner was away meanwhile. */
    private static @Nullable Duration took(@Nullable Instant askedAt, Instant at) {
        if (askedAt == null) {
            return null;
        }
        Duration took = Duration.between(askedAt, at);
        return took.isNegative() || took.compareTo(MAX_TOOK) > 0 ? null : took;
    }
}
