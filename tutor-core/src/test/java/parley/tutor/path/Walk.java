package parley.tutor.path;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Course;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.CourseAssessor;
import parley.tutor.learner.Habits;
import parley.tutor.learner.ItemRatings;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearningEvent;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingMove.Ask;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;

/** A learner's way through a course, answer by answer, as the journal would have it. */
public final class Walk {
    public final Course course;
    public Instant now = Instant.parse("2026-03-02T10:00:00Z");
    public LearnerProgress progress = LearnerProgress.EMPTY;
    public ItemRatings ratings = ItemRatings.NONE;
    private @Nullable Observation observation;
    private @Nullable Attempt attempt;

    public Walk(Course course) {
        this.course = course;
    }

    public Known known() {
        return new Known(progress, ratings, LearnerProfile.UNTOLD, Habits.NONE);
    }

    /** What is known once the answer in hand is folded in, before it is replied to. */
    public Known answered() {
        return new Known(progress.observed(observation, attempt), ratings, LearnerProfile.UNTOLD, Habits.NONE);
    }

    /** The learner answers the open exercise; the reply to it is still to come. */
    public Observation says(AnswerCheck check) {
        return says(Intent.ANSWER, check);
    }

    public Observation says(Intent intent, AnswerCheck check) {
        now = now.plusSeconds(30);
        observation = new Observation(new TurnId("t"), progress.openItemId(), intent, check, "", List.of());
        attempt = new CourseAssessor(course).assess(known(), observation, now).orElse(null);
        return observation;
    }

    public @Nullable Attempt attempt() {
        return attempt;
    }

    /** The tutor's reply is heard. */
    public void hears(List<TeachingMove> moves) {
        progress = progress.after(new LearningEvent.TutorReplied(
                new TurnId("r"), List.of(), observation, attempt, moves, "", false, "authored", now));
        observation = null;
        attempt = null;
    }

    public void asks(Next next) {
        hears(List.of(new Ask(next.exerciseId(), false, next.reason())));
    }

    /** One exercise put and answered at once. */
    public void practises(Next next, boolean right) {
        asks(next);
        says(right ? new AnswerCheck.Right("x", true) : new AnswerCheck.Wrong(""));
        hears(List.of());
    }

    /** Practises on the planner's advice until {@code enough} exercises were put. */
    public void follows(PathPlanner planner, int exercises, Answers answers) {
        for (int i = 0; i < exercises; i++) {
            Next next = next(planner, i).orElseThrow();
            practises(next, answers.right(next));
        }
    }

    public Optional<Next> next(PathPlanner planner, long seed) {
        String just = progress.knowledge().recent().isEmpty()
                ? null
                : progress.knowledge().recent().getLast().exerciseId();
        return planner.next(known(), now, seed, just);
    }

    public void waits(Duration time) {
        now = now.plus(time);
    }

    /** Goes on without the diagnostic start. */
    public void placed(String... concepts) {
        hears(List.of(new TeachingMove.Placed(List.of(concepts), "")));
    }

    /** Whether a learner answers rightly. */
    @FunctionalInterface
    public interface Answers {
        boolean right(Next next);
    }
}
