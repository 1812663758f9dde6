package parley.tutor.conversation;

import java.time.Instant;
import java.util.List;
import parley.tutor.teaching.TeachingMove;

/** One line of the conversation as it was really heard. */
public sealed interface HistoryItem {
    TurnId id();

    String text();

    Instant at();

    /** Whether there is nothing in it for a later prompt. */
    default boolean isEmpty() {
        return text().isBlank();
    }

    /**
     * What the learner said.
     *
     * @param doubtful whether it was heard too badly to be graded
     */
    record FromLearner(TurnId id, String text, boolean spoken, boolean doubtful, Instant at) implements HistoryItem {
        /** One that was typed or surely heard. */
        public FromLearner(TurnId id, String text, boolean spoken, Instant at) {
            this(id, text, spoken, false, at);
        }
    }

    /**
     * What the learner heard of a reply.
     *
     * @param text only what was heard; shorter than what was worded when {@code interrupted}
     * @param unheard what was worded beyond it, for who read along; never part of a prompt, and empty in journals of
     *     earlier versions
     * @param tools what was used while it, or a reply before it that nobody heard, was worded
     */
    record FromTutor(
            TurnId id,
            String text,
            String unheard,
            List<TeachingMove> moves,
            boolean interrupted,
            Instant at,
            List<ToolUse> tools)
            implements HistoryItem {
        public FromTutor {
            moves = List.copyOf(moves);
            tools = List.copyOf(tools);
        }

        @Override
        public boolean isEmpty() {
            return text.isBlank() && tools.isEmpty();
        }
    }
}
