package parley.tutor.learner;

import java.util.HashMap;
import java.util.Map;
import parley.prompts.course.ExerciseId;

/**
 * The difficulties of a course's items and concepts as all learners' answers have shown them; Elo ratings in logits.
 * Immutable.
 *
 * @param items by item id, without seed
 * @param concepts by concept id
 */
public record ItemRatings(Map<String, Ability> items, Map<String, Ability> concepts) {
    /** Nothing is known: every item is of middling difficulty. */
    public static final ItemRatings NONE = new ItemRatings(Map.of(), Map.of());

    public ItemRatings {
        items = Map.copyOf(items);
        concepts = Map.copyOf(concepts);
    }

    public Ability item(String exerciseId) {
        return items.getOrDefault(ExerciseId.itemIdOf(exerciseId), Ability.UNKNOWN);
    }

    public Ability concept(String conceptId) {
        return concepts.getOrDefault(conceptId, Ability.UNKNOWN);
    }

    /** The difficulty of an exercise: its item's and its concept's together, in logits. */
    public double difficulty(String exerciseId, String conceptId) {
        return item(exerciseId).logits() + concept(conceptId).logits();
    }

    /** The ratings after one more graded answer of any learner; only a first answer moves them. */
    public ItemRatings after(Attempt attempt) {
        if (!attempt.first()) {
            return this;
        }
        var ratedItems = new HashMap<>(items);
        var ratedConcepts = new HashMap<>(concepts);
        double surprise = Elo.surprise(attempt);
        ratedItems.put(ExerciseId.itemIdOf(attempt.exerciseId()), Elo.item(item(attempt.exerciseId()), surprise));
        ratedConcepts.put(attempt.conceptId(), Elo.concept(concept(attempt.conceptId()), surprise));
        return new ItemRatings(ratedItems, ratedConcepts);
    }
}
