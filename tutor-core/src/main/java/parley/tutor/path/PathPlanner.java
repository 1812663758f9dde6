package parley.tutor.path;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.ExerciseId;
import parley.prompts.course.Item;
import parley.tutor.learner.Elo;
import parley.tutor.learner.Known;
import parley.tutor.teaching.TeachingMove.Reason;

/** Finds a learner's way through a course. Pure and thread-safe. */
public final class PathPlanner {
    /** What an exercise takes as long as the learner's own pace is not known. */
    public static final Duration ITEM_TIME = Duration.ofSeconds(45);

    private final Course course;

    public PathPlanner(Course course) {
        this.course = course;
    }

    /** What to do in the time available. */
    public Plan plan(Known known, Instant now, Duration available) {
        Duration each = known.progress().knowledge().medianTook().orElse(ITEM_TIME);
        List<Plan.Step> steps = new ArrayList<>();
        Duration left = available;
        for (Concept concept : course.concepts()) {
            if (steps.isEmpty() || left.isPositive()) {
                if (!concept.items().isEmpty()
                        && !known.progress().knowledge().concept(concept.id()).mastered()) {
                    Duration estimated = each.multipliedBy(3);
                    steps.add(new Plan.Step(
                            concept.id(), new Reason(Reason.Kind.NEXT_CONCEPT, concept.id(), ""), estimated));
                    left = left.minus(estimated);
                }
            }
        }
        return new Plan(steps, available);
    }

    /**
     * The next exercise; empty only for a course without any.
     *
     * @param seed what chance there is in the choice comes from this alone
     * @param justAnsweredExerciseId the exercise that is not to be put again at once, or null
     */
    public Optional<Next> next(Known known, Instant now, long seed, @Nullable String justAnsweredExerciseId) {
        String just = justAnsweredExerciseId == null ? "" : ExerciseId.itemIdOf(justAnsweredExerciseId);
        return course.concepts().stream()
                .filter(c -> !known.progress().knowledge().concept(c.id()).mastered())
                .flatMap(c ->
                        c.items().stream().filter(i -> !i.id().equals(just)).map(i -> put(known, c, i, seed)))
                .findFirst();
    }

    private static Next put(Known known, Concept concept, Item item, long seed) {
        int variant = (int) Math.floorMod(seed, ExerciseId.MAX_SEED + 1L);
        String exerciseId = item.parameters() == null ? item.id() : new ExerciseId(item.id(), variant).toString();
        double predicted = Elo.predict(
                known.progress().knowledge(),
                known.ratings(),
                exerciseId,
                concept.id(),
                item.key().guess());
        return new Next(exerciseId, new Reason(Reason.Kind.PRACTISE, concept.id(), ""), predicted);
    }
}
