package parley.tutor.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.TutorFailure;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.Observation;

/** What a conversation tells the world. Everything that a reply says carries the reply's id. */
public sealed interface ConversationEvent {
    /** The learner's turn is on disk; this is its acknowledgement. Sent again when the same turn is sent again. */
    record LearnerTurnStored(LearnerTurn turn) implements ConversationEvent {}

    /** The learner went on in {@code turn}: it is no longer in the history, and {@code by}, which follows, holds all. */
    record LearnerTurnReopened(TurnId turn, TurnId by) implements ConversationEvent {}

    /** The learner's turn could not be stored and was not taken; it must be sent again. */
    record LearnerTurnRefused(TurnId turn, TutorFailure failure) implements ConversationEvent {}

    /** The moves of a reply are decided; words follow. */
    record ReplyStarted(
            TurnId reply,
            List<TeachingMove> moves,
            @Nullable Observation observation) implements ConversationEvent {}

    /** More words of a reply. */
    record ReplyText(TurnId reply, String delta) implements ConversationEvent {}

    /** All words of a spoken reply are there, and whose they are; it is being spoken. */
    record ReplyWorded(TurnId reply, String wordedBy) implements ConversationEvent {}

    /** A reply is on disk as it was heard. */
    record ReplyFinished(TurnId reply, String heard, boolean interrupted, String wordedBy, List<TeachingMove> moves)
            implements ConversationEvent {}

    /** A reply was given up before anything of it was heard; it leaves no trace in the history. */
    record ReplyDropped(TurnId reply) implements ConversationEvent {}

    /** No reply could be given, or it could not be stored. */
    record ReplyFailed(TurnId reply, TutorFailure failure) implements ConversationEvent {}

    /** Something the learner should know while the conversation goes on, such as a model that is down. */
    record Notice(TutorFailure failure) implements ConversationEvent {}
}
