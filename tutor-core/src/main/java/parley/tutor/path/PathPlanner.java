package parley.tutor.path;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.ExerciseId;
import parley.prompts.course.Unit;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.Knowledge;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.teaching.TeachingMove.Placed;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.teaching.TeachingMove.Reason.Kind;

/**
 * Finds a learner's way through a course: a diagnostic start, then what is due for review, then the first concept in an
 * order in which each comes after all it requires, passing over what is known, repairing gaps, with a change after a run
 * of the same. Exercises are chosen for a success of 0.8, of more after failures and less after a row of successes. Pure
 * and thread-safe; topology is worked out once.
 */
public final class PathPlanner {
    /** What an exercise takes as long as the learner's own pace is not known. */
    public static final Duration ITEM_TIME = Duration.ofSeconds(45);

    /**
     * The success to aim at: high enough to stay motivated, low enough to learn something. After R. C. Wilson et al.,
     * "The Eighty Five Percent Rule for optimal learning", Nature Communications 10 (2019), rounded down as choices let
     * learners guess.
     */
    static final double TARGET = 0.8;

    /** After failures. */
    static final double EASIER_TARGET = 0.9;

    /** After a row of successes. */
    static final double HARDER_TARGET = 0.65;

    /** The share of exercises that are chosen to learn how hard they are. */
    static final double EXPLORATION = 0.15;

    /** A repeated misconception is looked at again so soon. */
    static final Duration EARLY_REVIEW = Duration.ofMinutes(10);

    private static final int MAX_STEPS = 50;

    /** Met again after so long a pause, a concept was reviewed; sooner it was practised. */
    static final Duration REVIEW_PAUSE = Duration.ofHours(6);

    private final Course course;
    private final CourseGraph graph;
    private final Diagnostic diagnostic;

    public PathPlanner(Course course) {
        this.course = course;
        this.graph = new CourseGraph(course);
        List<String> units = course.units().stream().map(Unit::id).toList();
        this.diagnostic = new Diagnostic(
                graph,
                graph.concepts().stream()
                        .map(c -> course.units().stream()
                                .filter(u -> u.concepts().contains(c))
                                .findFirst()
                                .map(u -> units.indexOf(u.id()))
                                .orElse(0))
                        .toList());
    }

    /** Whether the learner is new to the course and to be placed in it, or in the middle of that. */
    public boolean placing(Known known) {
        LearnerProgress progress = known.progress();
        Knowledge knowledge = progress.knowledge();
        if (!diagnostic.worthwhile() || knowledge.placement().done()) {
            return false;
        }
        boolean untouched = knowledge.recent().isEmpty()
                && knowledge.concepts().isEmpty()
                && progress.items().isEmpty()
                && progress.open() == null;
        return knowledge.placement().asked() > 0 || untouched;
    }

    /** Where the diagnostic start has placed the learner, once it is at its end; empty before, and when it is over. */
    public Optional<Placed> placed(Known known) {
        return placing(known) && diagnostic.finished(known.progress().knowledge())
                ? Optional.of(placed(known, false))
                : Optional.empty();
    }

    /** Where the learner is placed when the diagnostic start is broken off now. */
    public Placed placedEarly(Known known) {
        return placed(known, true);
    }

    private Placed placed(Known known, boolean early) {
        List<String> passed = diagnostic.known(known.progress().knowledge(), early);
        String start = graph.concepts().stream()
                .filter(c -> !c.items().isEmpty() && !passed.contains(c.id()))
                .findFirst()
                .map(Concept::id)
                .orElse("");
        return new Placed(passed, start);
    }

    /** What is known once {@code placed} was heard: what the next exercise is chosen by. */
    public static Known after(Known known, Placed placed) {
        LearnerProgress was = known.progress();
        return new Known(
                new LearnerProgress(
                        was.items(),
                        was.open(),
                        was.replies(),
                        was.knowledge().placed(placed.knownConcepts()),
                        was.distressed()),
                known.ratings(),
                known.profile(),
                known.habits());
    }

    /**
     * The next exercise; empty only for a course without any.
     *
     * @param seed what chance there is in the choice comes from this alone
     * @param justAnsweredExerciseId the exercise that is not to be put again at once, or null
     */
    public Optional<Next> next(Known known, Instant now, long seed, @Nullable String justAnsweredExerciseId) {
        return next(known, now, seed, justAnsweredExerciseId, Set.of());
    }

    /** As {@link #next(Known, Instant, long, String)}, without the items of {@code avoided} as far as there are others. */
    public Optional<Next> next(
            Known known, Instant now, long seed, @Nullable String justAnsweredExerciseId, Set<String> avoided) {
        String just = justAnsweredExerciseId == null ? "" : justAnsweredExerciseId;
        Known placed = known;
        if (placing(known)) {
            Optional<Next> asked = diagnostic.finished(known.progress().knowledge())
                    ? Optional.empty()
                    : diagnostic.next(known, new ItemChoice(course, known, just, seed, avoided));
            if (asked.isPresent()) {
                return asked;
            }
            placed = after(known, placed(known, false));
        }
        var search =
                new PathSearch(course, graph, placed, now, new ItemChoice(course, placed, just, seed, avoided), just);
        // What is due goes first, but not all of it: after a review something new has its turn, or a learner who comes
        // back after a week would only repeat.
        boolean reviewed = reviewedJustNow(placed.progress().knowledge());
        return search.contested()
                .or(search::easier)
                .or(() -> reviewed
                        ? search.onward().or(search::due)
                        : search.due().or(search::onward))
                .or(search::anything);
    }

    /** Whether the last exercise met a concept again after a pause. */
    private static boolean reviewedJustNow(Knowledge knowledge) {
        for (Attempt last : knowledge.recent().reversed()) {
            if (last.first()) {
                return knowledge.concept(last.conceptId()).evidence().reversed().stream()
                        .filter(earlier -> earlier.at().isBefore(last.at()))
                        .findFirst()
                        .filter(earlier ->
                                Duration.between(earlier.at(), last.at()).compareTo(REVIEW_PAUSE) >= 0)
                        .isPresent();
            }
        }
        return false;
    }

    /** Another exercise of the same build as {@code exerciseId}; empty when its concept has no other. */
    public Optional<Next> similar(Known known, long seed, String exerciseId) {
        return course.conceptOf(exerciseId)
                .flatMap(concept -> concept.items().stream()
                        .filter(i -> i.id().equals(itemId(exerciseId)))
                        .findFirst()
                        .flatMap(item -> new ItemChoice(course, known, exerciseId, seed, Set.of())
                                .similar(concept, item, new Reason(Kind.SIMILAR, concept.id(), ""))));
    }

    /** A hard exercise of a concept that the learner claims to know; empty when it has none. */
    public Optional<Next> check(Known known, long seed, String conceptId, @Nullable String justExerciseId) {
        String just = justExerciseId == null ? "" : justExerciseId;
        return course.concept(conceptId)
                .flatMap(concept -> new ItemChoice(course, known, just, seed, Set.of())
                        .hardest(concept, new Reason(Kind.CHECK, conceptId, "")));
    }

    /** Something that will very probably be answered rightly, near the exercise that was too much. */
    public Optional<Next> withinReach(Known known, long seed, String exerciseId) {
        var choice = new ItemChoice(course, known, exerciseId, seed, Set.of());
        Optional<Concept> here = course.conceptOf(exerciseId);
        Stream<Concept> near = Stream.concat(
                course.unitOf(exerciseId).stream().flatMap(u -> u.concepts().stream()),
                here.stream().flatMap(c -> graph.prerequisites(c.id()).stream()));
        // What was answered without help before is the surest.
        return near.flatMap(concept -> concept.items().stream()
                        .filter(i -> !i.id().equals(itemId(exerciseId))
                                && known.progress().item(i.id()).unaided() > 0)
                        .map(i -> choice.best(List.of(i), concept, easierFor(concept, here), item -> 0)
                                .orElseThrow()))
                .max(Comparator.comparingDouble(Next::predicted))
                .or(() -> here.flatMap(c -> choice.nearest(c, 1, easierFor(c, here))));
    }

    private static Reason easierFor(Concept concept, Optional<Concept> goal) {
        String goalId =
                goal.map(Concept::id).filter(id -> !id.equals(concept.id())).orElse("");
        return new Reason(Kind.EASIER, concept.id(), goalId);
    }

    /** What to do in the time available: at least one step, then as many as fit, each taken to succeed. */
    public Plan plan(Known known, Instant now, Duration available) {
        Duration each = known.progress().knowledge().medianTook().orElse(ITEM_TIME);
        List<Plan.Step> steps = new ArrayList<>();
        Duration left = available;
        Known placed = known;
        if (placing(known)) {
            Optional<Next> first = diagnostic.next(known, new ItemChoice(course, known, "", 0, Set.of()));
            if (first.isPresent()) {
                int asked = known.progress().knowledge().placement().asked();
                Duration estimated = each.multipliedBy(Math.max(1, Diagnostic.MAX_ITEMS - asked));
                steps.add(new Plan.Step(
                        first.get().reason().conceptId(), first.get().reason(), estimated));
                left = left.minus(estimated);
            }
            placed = after(known, placed(known, true));
        }
        for (Plan.Step step : new PathSearch(
                        course, graph, placed, now, new ItemChoice(course, placed, "", 0, Set.of()), "")
                .steps(each)) {
            if ((!steps.isEmpty() && !left.isPositive()) || steps.size() >= MAX_STEPS) {
                break;
            }
            steps.add(step);
            left = left.minus(step.estimated());
        }
        return new Plan(steps, available);
    }

    /** The concepts whose review is due, the most faded first. */
    public List<String> due(Known known, Instant now) {
        return new PathSearch(course, graph, known, now, new ItemChoice(course, known, "", 0, Set.of()), "")
                .dueConcepts().stream().map(Concept::id).toList();
    }

    /** Whether the concept needs no more teaching for now: mastered, or found known at the diagnostic start. */
    public static boolean passedOver(Knowledge knowledge, String conceptId) {
        return Practice.of(knowledge).passedOver(conceptId);
    }

    private static String itemId(String exerciseId) {
        return ExerciseId.itemIdOf(exerciseId);
    }
}
