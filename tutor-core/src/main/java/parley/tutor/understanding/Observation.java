package parley.tutor.understanding;

import java.util.List;
import parley.tutor.conversation.TurnId;

/**
 * What one learner turn showed, read once and then immutable.
 *
 * @param turn the learner's (last) turn that was read
 * @param itemId the exercise that was open, or empty
 * @param conceptId the concept that a question is about, or empty
 * @param corrections at most {@value #MAX_CORRECTIONS}, most important first
 */
public record Observation(
        TurnId turn, String itemId, Intent intent, AnswerCheck answer, String conceptId, List<Correction> corrections) {
    /** More than two corrections at a time are noise to a learner. */
    public static final int MAX_CORRECTIONS = 2;

    public Observation {
        corrections = corrections.stream().limit(MAX_CORRECTIONS).toList();
    }
}
