package parley.tutor.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.ExerciseId;
import parley.prompts.course.Item;
import parley.prompts.course.ItemKind;
import parley.tutor.learner.Elo;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProgress.ItemRecord;
import parley.tutor.teaching.TeachingMove.Reason;

/**
 * Chooses an exercise within a concept by how probably it will be answered rightly, how long ago it was met, and for a
 * change of kinds. Made anew for each decision; pure.
 */
final class ItemChoice {
    /** Another kind of exercise is worth as much as being nearer to the wanted probability by this. */
    private static final double SAME_KIND_COST = 0.05;

    /** What was mastered once costs this, so that what was never met comes before it. */
    private static final double SETTLED_COST = 0.1;

    /** What was met in the last reply costs this, half of it {@value #HALF_LIFE_REPLIES} replies later, and so on. */
    private static final double MET_COST = 0.6;

    private static final double HALF_LIFE_REPLIES = 6;

    /** Other values make an exercise of the same item nearly a new one. */
    private static final double PARAMETRIC_SHARE = 0.25;

    private final Known known;
    private final String just;
    private final int justSeed;
    private final Optional<ItemKind> justKind;
    private final SplittableRandom chance;
    private final Set<String> avoided;

    /**
     * @param just the exercise that was answered just now, or empty
     * @param seed what chance there is comes from this alone
     * @param avoided ids of items that others are preferred to
     */
    ItemChoice(Course course, Known known, String just, long seed, Set<String> avoided) {
        this.avoided = avoided;
        ExerciseId exercise = ExerciseId.parse(just);
        this.known = known;
        this.just = exercise.itemId();
        this.justSeed = exercise.seed();
        this.justKind = course.item(exercise.itemId()).map(Item::kind);
        this.chance = new SplittableRandom(seed);
    }

    /** A number in 0 to 1, another one each time. */
    double draw() {
        return chance.nextDouble();
    }

    /** The item whose probability is nearest to {@code target}, all costs counted; not the one just answered. */
    Optional<Next> nearest(Concept concept, double target, Reason reason) {
        return best(
                others(concept),
                concept,
                reason,
                item -> Math.abs(predicted(concept, item) - target)
                        + metCost(item)
                        + (justKind.filter(kind -> kind == item.kind()).isPresent() ? SAME_KIND_COST : 0));
    }

    /** The item that fewest answers are known of, of anybody and then of this learner. */
    Optional<Next> leastAnswered(Concept concept, Reason reason) {
        return best(
                others(concept),
                concept,
                reason,
                item -> known.ratings().item(item.id()).answers()
                        + known.progress().item(item.id()).attempts() / 1000.0);
    }

    /** The item that is hardest to get right, by skill or by chance. */
    Optional<Next> hardest(Concept concept, Reason reason) {
        List<Item> others = others(concept);
        return best(
                others.isEmpty() ? concept.items() : others,
                concept,
                reason,
                item -> predicted(concept, item) + metCost(item));
    }

    /** Another exercise of the same build: other values, or the easiest of its kind, or the easiest of its concept. */
    Optional<Next> similar(Concept concept, Item item, Reason reason) {
        if (item.parameters() != null) {
            return Optional.of(put(concept, item, reason));
        }
        List<Item> others = others(concept);
        List<Item> ofKind = others.stream().filter(i -> i.kind() == item.kind()).toList();
        return best(
                ofKind.isEmpty() ? others : ofKind,
                concept,
                reason,
                other -> metCost(other) - predicted(concept, other));
    }

    /** The first that costs least. */
    Optional<Next> best(List<Item> items, Concept concept, Reason reason, ToDoubleFunction<Item> cost) {
        return items.stream().min(Comparator.comparingDouble(cost)).map(item -> put(concept, item, reason));
    }

    boolean isJust(Item item) {
        return item.id().equals(just);
    }

    /** Whether the concept has an exercise that is not the one just answered. */
    boolean hasOther(Concept concept) {
        return !others(concept).isEmpty();
    }

    /** The items that are not to be avoided, or else all but the one just answered, or else that one with other values. */
    private List<Item> others(Concept concept) {
        List<Item> fresh = concept.items().stream()
                .filter(i -> !i.id().equals(just) && !avoided.contains(i.id()))
                .toList();
        if (!fresh.isEmpty()) {
            return fresh;
        }
        List<Item> others = new ArrayList<>();
        for (Item item : concept.items()) {
            if (!item.id().equals(just)) {
                others.add(item);
            }
        }
        if (others.isEmpty()) {
            concept.items().stream().filter(i -> i.parameters() != null).forEach(others::add);
        }
        return others;
    }

    double predicted(Concept concept, Item item) {
        return Elo.predict(
                known.progress().knowledge(),
                known.ratings(),
                item.id(),
                concept.id(),
                item.key().guess());
    }

    private double metCost(Item item) {
        ItemRecord record = known.progress().item(item.id());
        if (record.attempts() == 0 && !record.revealed()) {
            return 0;
        }
        double age = Math.max(0, known.progress().replies() - record.lastReply());
        double cost = (record.unaided() > 0 ? SETTLED_COST : 0) + MET_COST * Math.pow(0.5, age / HALF_LIFE_REPLIES);
        return item.parameters() == null ? cost : cost * PARAMETRIC_SHARE;
    }

    private Next put(Concept concept, Item item, Reason reason) {
        String exerciseId = item.id();
        if (item.parameters() != null) {
            int seed = chance.nextInt(ExerciseId.MAX_SEED + 1);
            boolean same = item.id().equals(just) && seed == justSeed;
            exerciseId = new ExerciseId(item.id(), same ? (seed + 1) % (ExerciseId.MAX_SEED + 1) : seed).toString();
        }
        return new Next(exerciseId, reason, predicted(concept, item));
    }
}
