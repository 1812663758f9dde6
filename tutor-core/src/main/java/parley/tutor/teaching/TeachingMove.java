package parley.tutor.teaching;

import java.util.List;
import parley.tutor.understanding.Correction;

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
     * @param again whether this exercise was the open one already
     */
    record Ask(String itemId, boolean again) implements TeachingMove {}

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
     */
    record TryAgain(String itemId, String misconceptionId) implements TeachingMove {}

    /**
     * Gives a hint.
     *
     * @param rung 0 for the first of the item's hints
     */
    record Hint(String itemId, int rung) implements TeachingMove {}

    /** Explains a concept of the course. */
    record Explain(String conceptId) implements TeachingMove {}

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
