package parley.tutor.learner;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.ToolUse;
import parley.tutor.conversation.TurnId;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.Observation;

/** One line of a learner's journal: something that happened, never changed afterwards. */
public sealed interface LearningEvent {
    Instant at();

    /** A conversation was opened on a course. */
    record ConversationOpened(String courseId, Instant at) implements LearningEvent {}

    /** A learner said something; stored before it is acknowledged. */
    record LearnerSpoke(LearnerTurn turn, Instant at) implements LearningEvent {}

    /**
     * The learner went on in a turn that had been taken for ended and of whose reply nothing had been heard. What was
     * said of {@code turn} no longer counts: all of it is said again in the turn stored next to this.
     */
    record TurnReopened(TurnId turn, Instant at) implements LearningEvent {}

    /**
     * A tutor's reply as it was heard, with what was observed of the turns it answers. Both in one event: an
     * observation whose reply was never heard leaves no trace, and its turns are read again with the next.
     *
     * @param answers the learner turns that it answers
     * @param observation null when the tutor spoke first
     * @param heard what the learner heard; may be empty when the learner stopped the reply
     * @param interrupted whether more was worded than heard
     * @param attempt the graded answer in it, or null when nothing was graded
     * @param wordedBy {@code authored} or the model's name; empty when it was cut before all its words were there
     * @param promptVersion the version of the prompt that a model worded it from; null when there was none, or when it
     *     was cut before all its words were there
     * @param unheard what was worded beyond {@code heard} and may have been read; null when nothing was, and in journals
     *     of earlier versions
     */
    record TutorReplied(
            TurnId reply,
            List<TurnId> answers,
            @Nullable Observation observation,
            @Nullable Attempt attempt,
            List<TeachingMove> moves,
            String heard,
            boolean interrupted,
            String wordedBy,
            @Nullable String promptVersion,
            @Nullable String unheard,
            Instant at)
            implements LearningEvent {
        public TutorReplied {
            answers = List.copyOf(answers);
            moves = List.copyOf(moves);
        }

        /** A reply that was heard to its end, or of which it is not known what was not. */
        public TutorReplied(
                TurnId reply,
                List<TurnId> answers,
                @Nullable Observation observation,
                @Nullable Attempt attempt,
                List<TeachingMove> moves,
                String heard,
                boolean interrupted,
                String wordedBy,
                @Nullable String promptVersion,
                Instant at) {
            this(reply, answers, observation, attempt, moves, heard, interrupted, wordedBy, promptVersion, null, at);
        }

        /** A reply that was worded from no prompt. */
        public TutorReplied(
                TurnId reply,
                List<TurnId> answers,
                @Nullable Observation observation,
                @Nullable Attempt attempt,
                List<TeachingMove> moves,
                String heard,
                boolean interrupted,
                String wordedBy,
                Instant at) {
            this(reply, answers, observation, attempt, moves, heard, interrupted, wordedBy, null, null, at);
        }
    }

    /**
     * A tool was used while a reply was worded. Stored at once and once, whether or not anything of the reply is heard:
     * what a tool has done is done.
     */
    record ToolUsed(TurnId reply, ToolUse use, Instant at) implements LearningEvent {}

    /** The learner told of their circumstances; the last one counts. */
    record ProfileChanged(LearnerProfile profile, Instant at) implements LearningEvent {}

    /** The learner contests an estimate ("I know this") outside of a conversation; a check will follow. */
    record MasteryContested(String conceptId, Instant at) implements LearningEvent {}
}
