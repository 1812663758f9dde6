package parley.tutor.learner;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a learner's command of one concept. Immutable.
 *
 * @param ability the learner's rating in this concept, beside the general one
 * @param probability that the concept is known, by knowledge tracing, 0 to 1
 * @param unhintedSuccesses right answers at the first try and without help
 * @param memory null before the first practice
 * @param evidence the last {@value #MAX_EVIDENCE} graded answers, oldest first: what opens when someone asks "why?"
 */
public record ConceptKnowledge(
        Ability ability,
        double probability,
        int unhintedSuccesses,
        @Nullable Memory memory,
        List<Attempt> evidence) {
    /** Twenty answers show a trend; the journal keeps all. */
    public static final int MAX_EVIDENCE = 20;

    /** Displayed mastery needs this probability ... */
    public static final double MASTERY_PROBABILITY = 0.95;

    /** ... and this many successes without a hint: a lucky run of choices is no mastery. */
    public static final int MASTERY_SUCCESSES = 3;

    public ConceptKnowledge {
        evidence = List.copyOf(evidence);
    }

    public boolean mastered() {
        return probability >= MASTERY_PROBABILITY && unhintedSuccesses >= MASTERY_SUCCESSES;
    }
}
