package parley.tutor.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.ExplanationStyle;

/**
 * The model of what one learner knows of one course: a pure fold over graded answers. Immutable.
 *
 * @param ability the learner's general rating in this course
 * @param concepts by concept id; only those that were practised, placed or contested
 * @param recent the last {@value #MAX_RECENT} graded answers over all concepts, oldest first
 * @param styles how often a style of explanation led to success at the next exercise of the concept
 * @param explained the explanation whose effect is not known yet, or null
 * @param contested concepts that the learner claims to know and that wait for a check
 * @param placement how far the learner has been placed
 */
public record Knowledge(
        Ability ability,
        Map<String, ConceptKnowledge> concepts,
        List<Attempt> recent,
        Map<ExplanationStyle, StyleEffect> styles,
        @Nullable Explained explained,
        Set<String> contested,
        Placement placement) {
    /** Streaks and trends need no more. */
    public static final int MAX_RECENT = 50;

    public static final Knowledge NONE =
            new Knowledge(Ability.UNKNOWN, Map.of(), List.of(), Map.of(), null, Set.of(), new Placement(0, false));

    public Knowledge {
        concepts = Map.copyOf(concepts);
        recent = List.copyOf(recent);
        styles = Map.copyOf(styles);
        contested = Set.copyOf(contested);
    }

    /** How often an explanation of one style was given, and led to success at the concept's next exercise. */
    public record StyleEffect(int given, int successes) {}

    /** An explanation that was heard. */
    public record Explained(String conceptId, ExplanationStyle style) {}

    /**
     * The diagnostic start.
     *
     * @param asked diagnostic exercises put so far
     * @param done whether the learner has been placed, or went on without
     */
    public record Placement(int asked, boolean done) {}

    /** The knowledge after one more graded answer. */
    public Knowledge after(Attempt attempt) {
        var longer = new ArrayList<>(recent.size() < MAX_RECENT ? recent : recent.subList(1, recent.size()));
        longer.add(attempt);
        return new Knowledge(ability, concepts, longer, styles, explained, contested, placement);
    }
}
