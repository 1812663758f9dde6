package parley.tutor.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.ConceptKnowledge;
import parley.tutor.learner.Knowledge;

/**
 * How it went of late: the first answers to exercises since the diagnostic start, which had its own purpose. Immutable.
 */
final class Practice {
    /** After so many exercises of one concept on end something else is due, or it becomes more of the same. */
    static final int LONGEST_RUN = 4;

    /** One failure happens; two in a row mean that it is too hard. */
    static final int FAILURES = 2;

    /** Four unaided successes in a row happen by luck at a level of 0.8 four times in ten, and below that rarely. */
    static final int SUCCESSES = 4;

    /** A concept is in hand while it is among the last few exercises: a change between does not end it. */
    private static final int IN_HAND = LONGEST_RUN + 2;

    private final Knowledge knowledge;
    private final List<Attempt> firsts;
    private final boolean whole;

    /** @param whole whether {@code firsts} are all there ever were */
    private Practice(Knowledge knowledge, List<Attempt> firsts, boolean whole) {
        this.knowledge = knowledge;
        this.firsts = firsts;
        this.whole = whole;
    }

    static Practice of(Knowledge knowledge) {
        List<Attempt> firsts = firstAnswers(knowledge);
        boolean whole = knowledge.recent().size() < Knowledge.MAX_RECENT;
        int diagnostic = whole ? Math.min(knowledge.placement().asked(), firsts.size()) : 0;
        return new Practice(knowledge, firsts.subList(diagnostic, firsts.size()), whole);
    }

    /** The first answers to exercises that are remembered, oldest first. */
    static List<Attempt> firstAnswers(Knowledge knowledge) {
        List<Attempt> firsts = new ArrayList<>();
        for (Attempt attempt : knowledge.recent()) {
            if (attempt.first()) {
                firsts.add(attempt);
            }
        }
        return firsts;
    }

    Optional<Attempt> last() {
        return firsts.isEmpty() ? Optional.empty() : Optional.of(firsts.getLast());
    }

    /** The exercises of this concept on end, up to the last one. */
    int run(String conceptId) {
        int run = 0;
        for (int i = firsts.size() - 1; i >= 0 && firsts.get(i).conceptId().equals(conceptId); i--) {
            run++;
        }
        return run;
    }

    /** Whether the last answers were all wrong. */
    boolean failing() {
        return firsts.size() >= FAILURES
                && firsts.subList(firsts.size() - FAILURES, firsts.size()).stream()
                        .noneMatch(Attempt::right);
    }

    /** Whether the last answers were all right and unaided. */
    boolean thriving() {
        return firsts.size() >= SUCCESSES
                && firsts.subList(firsts.size() - SUCCESSES, firsts.size()).stream()
                        .allMatch(Attempt::unaided);
    }

    boolean inHand(String conceptId) {
        return firsts.subList(Math.max(0, firsts.size() - IN_HAND), firsts.size()).stream()
                .anyMatch(a -> a.conceptId().equals(conceptId));
    }

    boolean practised(String conceptId) {
        return firsts.stream().anyMatch(a -> a.conceptId().equals(conceptId));
    }

    /**
     * Whether the concept needs no teaching: mastered, or found known by the diagnostic start and not put in doubt since.
     */
    boolean passedOver(String conceptId) {
        ConceptKnowledge concept = knowledge.concept(conceptId);
        return concept.mastered()
                || (concept.probability() >= Knowledge.PLACED_PROBABILITY
                        && knowledge.placement().done()
                        && !practised(conceptId));
    }

    /** Whether the concept was never worked on; the questions of the diagnostic start are no work. */
    boolean unmet(String conceptId) {
        List<Attempt> evidence = knowledge.concept(conceptId).evidence();
        return whole
                ? !practised(conceptId)
                : evidence.isEmpty()
                        || (evidence.size() == 1 && !evidence.getFirst().right());
    }
}
