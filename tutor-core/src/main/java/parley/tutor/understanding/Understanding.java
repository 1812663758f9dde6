package parley.tutor.understanding;

import parley.tutor.conversation.LearnerTurn;

/** Reads a learner's turn against the exercise that is open. Thread-safe; may take tens of milliseconds. */
public interface Understanding {
    /**
     * Reads {@code turn}.
     *
     * @param turn what was said; several unanswered messages come joined by line breaks
     * @param openItemId the exercise that is open, or empty
     * @return never fails for any text: what can't be read is {@link Intent#OFF_COURSE}
     */
    Observation observe(LearnerTurn turn, String openItemId);
}
