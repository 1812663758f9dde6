package parley.evaluation.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.ExerciseId;
import parley.prompts.course.Item;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Ability;
import parley.tutor.learner.Assessor;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.Elo;
import parley.tutor.learner.Habits;
import parley.tutor.learner.ItemRatings;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearningEvent;
import parley.tutor.teaching.Situation;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingPolicy;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;

/**
 * Lets a played learner learn by a teaching policy: the tutor's real decisions and its real learner model, with neither
 * words nor threads nor a store between. Not thread-safe.
 */
public final class Lesson {
    /** From a question to its answer; about a minute for each exercise with what is said around it. */
    private static final Duration ANSWER_TAKES = Duration.ofSeconds(40);

    private final Course course;
    private final TeachingPolicy policy;
    private final Assessor assessor;
    private final Ratings ratings;
    private final PlayedLearner learner;
    private final List<List<TeachingMove>> replies = new ArrayList<>();
    private LearnerProgress progress = LearnerProgress.EMPTY;
    private Instant now;
    private @Nullable Observation observation;

    /** Whether the first answer to the open exercise was right. */
    private boolean firstRight;

    /** Items' difficulties over all learners of a study, moved by each first answer as the store moves them. */
    public static final class Ratings {
        private final Map<String, Ability> items = new HashMap<>();
        private final Map<String, Ability> concepts = new HashMap<>();

        ItemRatings now() {
            return new ItemRatings(items, concepts);
        }

        void after(Attempt attempt) {
            if (attempt.first()) {
                double surprise = Elo.surprise(attempt);
                items.merge(
                        ExerciseId.itemIdOf(attempt.exerciseId()),
                        Elo.item(Ability.UNKNOWN, surprise),
                        (was, first) -> Elo.item(was, surprise));
                concepts.merge(
                        attempt.conceptId(),
                        Elo.concept(Ability.UNKNOWN, surprise),
                        (was, first) -> Elo.concept(was, surprise));
            }
        }
    }

    public Lesson(
            Course course,
            TeachingPolicy policy,
            Assessor assessor,
            Ratings ratings,
            PlayedLearner learner,
            Instant start) {
        this.course = course;
        this.policy = policy;
        this.assessor = assessor;
        this.ratings = ratings;
        this.learner = learner;
        this.now = start;
    }

    /** How one exercise went. */
    public record Exercise(String exerciseId, String conceptId, boolean firstRight, Instant at) {}

    /** The learner's progress as the tutor sees it. */
    public LearnerProgress progress() {
        return progress;
    }

    /** All moves so far, oldest first. */
    public List<TeachingMove> moves() {
        return replies.stream().flatMap(List::stream).toList();
    }

    public Instant now() {
        return now;
    }

    /** Time passes without a lesson. */
    public void rest(Duration pause) {
        now = now.plus(pause);
    }

    /**
     * Teaches one exercise, from its question to its conclusion.
     *
     * @throws IllegalStateException when {@code mostReplies} replies pass without an exercise coming to its end
     */
    public Exercise teachOne(int mostReplies) {
        for (int reply = 0; reply < mostReplies; reply++) {
            String answered = progress.openItemId();
            List<TeachingMove> made = reply(observation);
            boolean right = observation != null && observation.answer() instanceof AnswerCheck.Right;
            boolean concluded = !answered.isEmpty()
                    && (right
                            || made.stream().anyMatch(TeachingMove.Reveal.class::isInstance)
                            || !progress.openItemId().equals(answered));
            boolean wasFirstRight = firstRight;
            if (concluded) {
                // Before the next answer: what can be learned from this exercise is learned by then.
                learner.concluded(course.conceptOf(answered).orElseThrow(), right, now);
            }
            observation = listen();
            if (concluded || answered.isEmpty()) {
                firstRight = observation.answer() instanceof AnswerCheck.Right;
            }
            if (concluded) {
                String conceptId = course.conceptOf(answered).orElseThrow().id();
                return new Exercise(answered, conceptId, wasFirstRight, now);
            }
        }
        throw new IllegalStateException("no exercise came to its end within " + mostReplies + " replies");
    }

    private List<TeachingMove> reply(@Nullable Observation seen) {
        var known = new Known(progress, ratings.now(), LearnerProfile.UNTOLD, Habits.NONE);
        Attempt attempt =
                seen == null ? null : assessor.assess(known, seen, now).orElse(null);
        long number = replies.size() + 1L;
        List<TeachingMove> made = policy.decide(
                new Situation(seen, attempt, known, replies.isEmpty(), now, 0x9E3779B97F4A7C15L * number, "", replies));
        progress = progress.after(new LearningEvent.TutorReplied(
                new TurnId("r" + number), List.of(), seen, attempt, made, "", false, "simulated", now));
        if (attempt != null) {
            ratings.after(attempt);
        }
        replies.add(made);
        return made;
    }

    private Observation listen() {
        now = now.plus(ANSWER_TAKES);
        var turn = new TurnId("l" + replies.size());
        LearnerProgress.OpenExercise open = progress.open();
        if (open == null) {
            return new Observation(turn, "", Intent.READY, new AnswerCheck.NotAnAnswer(), "", List.of());
        }
        Item item = course.item(open.itemId()).orElseThrow();
        Concept concept = course.conceptOf(open.itemId()).orElseThrow();
        return switch (learner.respond(concept, item, open.hintsGiven(), now)) {
            case Response.Right right -> answer(turn, open.itemId(), new AnswerCheck.Right(item.modelAnswer(), true));
            case Response.Wrong wrong -> answer(turn, open.itemId(), new AnswerCheck.Wrong(wrong.misconceptionId()));
            case Response.DoesNotKnow none ->
                new Observation(
                        turn, open.itemId(), Intent.DOES_NOT_KNOW, new AnswerCheck.NotAnAnswer(), "", List.of());
            case Response.Distressed sad ->
                new Observation(turn, open.itemId(), Intent.DISTRESS, new AnswerCheck.NotAnAnswer(), "", List.of());
        };
    }

    private static Observation answer(TurnId turn, String itemId, AnswerCheck check) {
        return new Observation(turn, itemId, Intent.ANSWER, check, "", List.of());
    }
}
