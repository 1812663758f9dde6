package parley.tutor.learner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.learner.Fsrs.Rating;

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

    /** Of a concept never met. */
    public static final ConceptKnowledge UNKNOWN =
            new ConceptKnowledge(Ability.UNKNOWN, KnowledgeTracing.START, 0, null, List.of());

    public ConceptKnowledge {
        evidence = List.copyOf(evidence);
    }

    public boolean mastered() {
        return probability >= MASTERY_PROBABILITY && unhintedSuccesses >= MASTERY_SUCCESSES;
    }

    /**
     * After one more graded answer at the concept.
     *
     * @param fast whether it came well below the learner's own usual time
     */
    ConceptKnowledge after(Attempt attempt, boolean fast) {
        var longer = new ArrayList<>(evidence.size() < MAX_EVIDENCE ? evidence : evidence.subList(1, evidence.size()));
        longer.add(attempt);
        return new ConceptKnowledge(
                attempt.first() ? Elo.learnerInConcept(ability, Elo.surprise(attempt)) : ability,
                attempt.first() ? traced(attempt) : probability,
                unhintedSuccesses + (attempt.unaided() ? 1 : 0),
                attempt.right() ? Fsrs.review(memory, rating(attempt, fast), attempt.at()) : memory,
                longer);
    }

    ConceptKnowledge reviewed(Rating rating, Instant at) {
        return new ConceptKnowledge(ability, probability, unhintedSuccesses, Fsrs.review(memory, rating, at), evidence);
    }

    ConceptKnowledge atLeast(double floor) {
        return new ConceptKnowledge(ability, Math.max(probability, floor), unhintedSuccesses, memory, evidence);
    }

    /** A right answer after help is practice; that it is known it does not show. */
    private double traced(Attempt attempt) {
        return attempt.right() && attempt.hints() > 0
                ? KnowledgeTracing.practised(probability)
                : KnowledgeTracing.after(probability, attempt.right(), attempt.guess());
    }

    /** A right answer ends its exercise; one that needed hints or several tries was hard. */
    private static Rating rating(Attempt attempt, boolean fast) {
        if (!attempt.unaided()) {
            return Rating.HARD;
        }
        return fast ? Rating.EASY : Rating.GOOD;
    }
}
