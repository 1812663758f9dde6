package parley.tutor.understanding;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.conversation.TurnId;

/**
 * What one learner turn showed, read once and then immutable.
 *
 * @param turn the learner's (last) turn that was read
 * @param itemId the exercise that was open, or empty
 * @param conceptId the concept that a question is about, or empty
 * @param grounding what the course says to a question, or null when it wasn't one
 * @param corrections at most {@value #MAX_CORRECTIONS}, most important first
 */
public record Observation(
        TurnId turn,
        String itemId,
        Intent intent,
        AnswerCheck answer,
        String conceptId,
        List<Correction> corrections,
        @Nullable Grounding grounding) {
    /** More than two corrections at a time are noise to a learner. */
    public static final int MAX_CORRECTIONS = 2;

    /**
     * Passages of the course that answer a question.
     *
     * @param passageIds best first; empty when the course says nothing to it
     * @param score how near the best is to the question, 0 to 1
     */
    public record Grounding(List<String> passageIds, double score) {
        public Grounding {
            passageIds = List.copyOf(passageIds);
        }
    }

    public Observation(
            TurnId turn,
            String itemId,
            Intent intent,
            AnswerCheck answer,
            String conceptId,
            List<Correction> corrections) {
        this(turn, itemId, intent, answer, conceptId, corrections, null);
    }

    public Observation {
        corrections = corrections.stream().limit(MAX_CORRECTIONS).toList();
    }

    /** Whether it answers the open exercise, rightly or not. */
    public boolean answersItem() {
        return !itemId.isEmpty() && !(answer instanceof AnswerCheck.NotAnAnswer);
    }

    /** The same turn taken as no more than a word of being there. */
    public Observation asReady() {
        return new Observation(turn, itemId, Intent.READY, new AnswerCheck.NotAnAnswer(), "", List.of());
    }
}
