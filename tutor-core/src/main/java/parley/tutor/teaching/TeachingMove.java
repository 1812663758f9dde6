package parley.tutor.teaching;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.ExplanationStyle;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.Slip;

/**
 * One step of teaching, decided before any word is chosen; it holds whichever model words it, and it is what suites
 * assert on. A reply carries out one or more moves in order, at most one of them a question.
 */
public sealed interface TeachingMove {
    /** Opens a conversation, or picks it up again. */
    record Welcome(boolean returning) implements TeachingMove {}

    /**
     * Puts an exercise.
     *
     * @param itemId the exercise's id, with its seed when it has one; so everywhere in moves
     * @param again whether this exercise was the open one already
     * @param reason why this one and now; null in journals of earlier versions
     */
    record Ask(String itemId, boolean again, @Nullable Reason reason) implements TeachingMove {
        public Ask(String itemId, boolean again) {
            this(itemId, again, null);
        }
    }

    /**
     * Says what was right.
     *
     * @param matched the accepted answer that the learner gave, as evidence
     */
    record Praise(String itemId, String matched) implements TeachingMove {}

    /** Gives the learner's own sentence back in good English, without breaking the flow. */
    record Recast(Correction correction) implements TeachingMove {}

    /**
     * Says that an answer was not it, and why where that is known.
     *
     * @param misconceptionId the recognised misconception, or empty
     * @param slip what exactly is amiss, or null
     */
    record TryAgain(
            String itemId, String misconceptionId, @Nullable Slip slip) implements TeachingMove {
        public TryAgain(String itemId, String misconceptionId) {
            this(itemId, misconceptionId, null);
        }
    }

    /**
     * Gives a hint.
     *
     * @param rung 0 for the first of the item's hints
     */
    record Hint(String itemId, int rung) implements TeachingMove {}

    /**
     * Explains a concept of the course.
     *
     * @param style in which way; null in journals of earlier versions, where it was always the definition
     */
    record Explain(String conceptId, @Nullable ExplanationStyle style) implements TeachingMove {
        public Explain(String conceptId) {
            this(conceptId, ExplanationStyle.DEFINITION);
        }
    }

    /** Puts a wrong and a right instance side by side, whose difference is a misconception of the concept. */
    record Contrast(String conceptId, String misconceptionId) implements TeachingMove {}

    /** Tells the answer, after hints were used or when the learner insists. */
    record Reveal(String itemId) implements TeachingMove {}

    /** Asks what was said or meant instead of grading a guess. */
    record Clarify(String heard, List<String> alternatives) implements TeachingMove {
        public Clarify {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** Meets a feeling before content. */
    record Encourage() implements TeachingMove {}

    /** Answers something that is not an answer to the exercise. */
    record Respond(Topic topic) implements TeachingMove {}

    /** Says that a unit, or everything, is done. */
    record Milestone(String unitId, boolean courseDone) implements TeachingMove {}

    /** Takes leave. */
    record Close() implements TeachingMove {}

    /** Asks whether something was meant as an answer or as a question. */
    record AskIntent(String heard) implements TeachingMove {}

    /** Answers a question by quoting the course's own passages. */
    record Quote(List<String> passageIds) implements TeachingMove {
        public Quote {
            passageIds = List.copyOf(passageIds);
        }
    }

    /** Says that the course does not hold the answer, and offers to pass the question to a teacher. */
    record OfferHandOff(String question) implements TeachingMove {}

    /** Passes a question to a teacher; it is stored with the reply. */
    record HandOff(String question) implements TeachingMove {}

    /** Says why the open exercise comes now. */
    record SayWhy(String itemId, Reason reason) implements TeachingMove {}

    /** Says what today's plan is. */
    record SayPlan(List<String> conceptIds, int minutes) implements TeachingMove {
        public SayPlan {
            conceptIds = List.copyOf(conceptIds);
        }
    }

    /**
     * Says where the diagnostic start has placed the learner.
     *
     * @param knownConcepts those that need no teaching, by their answers
     * @param startConceptId where teaching begins; empty when everything is known
     */
    record Placed(List<String> knownConcepts, String startConceptId) implements TeachingMove {
        public Placed {
            knownConcepts = List.copyOf(knownConcepts);
        }
    }

    /** Takes "I know this" at its word, so far as to check it with one exercise. */
    record AcceptContest(String conceptId) implements TeachingMove {}

    /**
     * Says that this would be a good place to stop; said, not asked, so that who goes on answers the exercise after it.
     *
     * @param goalReached whether the day's goal is reached; otherwise the learner told of being tired
     */
    record OfferStop(boolean goalReached) implements TeachingMove {}

    /**
     * Why an exercise comes now; said to the learner in one sentence.
     *
     * @param conceptId what it exercises
     * @param goalConceptId what it serves, such as the concept whose prerequisite is repaired; may be empty
     */
    record Reason(Kind kind, String conceptId, String goalConceptId) {
        /** The reasons there are. */
        public enum Kind {
            /** To find out where to begin. */
            DIAGNOSTIC,
            /** The next concept whose prerequisites are there. */
            NEXT_CONCEPT,
            /** On with the concept in hand. */
            PRACTISE,
            /** Its review is due. */
            REVIEW_DUE,
            /** It is weak. */
            STRENGTHEN,
            /** A later concept needs it, and it has gaps. */
            REPAIR_GAP,
            /** Two failures in a row: something easier. */
            EASIER,
            /** Sustained success: something harder. */
            HARDER,
            /** Another of the same build, after a misconception. */
            SIMILAR,
            /** The learner says they know it. */
            CHECK,
            /** Something else for a change, which also shows how hard it is. */
            EXPLORE
        }
    }

    /** What a {@link Respond} is about. */
    enum Topic {
        /** Who are you, what can you do. */
        ABOUT_TUTOR,
        /** Hello, how are you, thanks. */
        SMALL_TALK,
        /** Something that the course does not hold. */
        OFF_COURSE
    }
}
