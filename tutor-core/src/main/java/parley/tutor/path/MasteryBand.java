package parley.tutor.path;

import java.time.Instant;
import parley.tutor.learner.ConceptKnowledge;
import parley.tutor.learner.Memory;

/** How far a learner is with a concept, as a map of the course shows it. */
public enum MasteryBand {
    /** Never met. */
    UNSEEN,
    /** Met; more likely unknown than known, or nearly so. */
    LEARNING,
    /** Probably known; not yet shown often enough to say so. */
    PRACTISED,
    /** Known, and remembered. */
    MASTERED,
    /** Practised or known, and its review is due. */
    DUE;

    /** From this probability on a concept is more than being learned: two in three odds that it is known. */
    static final double PRACTISED_FROM = 0.67;

    /** The band at {@code now}. */
    public static MasteryBand of(ConceptKnowledge concept, Instant now) {
        Memory memory = concept.memory();
        boolean practised = concept.probability() >= PRACTISED_FROM;
        if (memory != null && !memory.due().isAfter(now) && (practised || concept.mastered())) {
            return DUE;
        }
        if (concept.mastered()) {
            return MASTERED;
        }
        if (practised) {
            return PRACTISED;
        }
        return concept.evidence().isEmpty() ? UNSEEN : LEARNING;
    }
}
