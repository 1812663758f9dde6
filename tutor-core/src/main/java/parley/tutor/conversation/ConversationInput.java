package parley.tutor.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.tutor.TutorFailure;
import parley.tutor.learner.Known;
import parley.tutor.understanding.Observation;
import parley.tutor.wording.Wording.WordingOutcome;

/** Everything that can happen to a conversation. */
public sealed interface ConversationInput {
    /** A learner said or typed something. It is stored and acknowledged; the reply waits for {@link ReplyRequested}. */
    record LearnerSaid(LearnerTurn turn, Instant at) implements ConversationInput {}

    /**
     * The learner went on in {@code before}, of whose reply nothing was heard; {@code whole} holds the words of both.
     * Where {@code before} is not the last turn that waits for a reply, this is {@code LearnerSaid(whole)}.
     */
    record LearnerContinued(TurnId before, LearnerTurn whole, Instant at) implements ConversationInput {}

    /**
     * The learner may have ended {@code turn}: a reply to it is made ahead, told to nobody and stored nowhere. It
     * becomes the reply when the turn is then said in just these words, and is dropped without a trace otherwise. One
     * at a time; while a reply is in hand there is none.
     *
     * @param before the turn that it goes on in, or null
     */
    record DraftAsked(LearnerTurn turn, @Nullable TurnId before, Instant at) implements ConversationInput {}

    /** The words have changed: the reply made ahead is not wanted. */
    record DraftDropped() implements ConversationInput {}

    /** The learner's turn is over: answer what is unanswered, or open the conversation. */
    record ReplyRequested() implements ConversationInput {}

    /**
     * The turns that {@code reply} answers were read.
     *
     * @param observation null when the tutor speaks first
     * @param known what is known of the learner and the items, everything stored included
     */
    record Understood(TurnId reply, @Nullable Observation observation, Known known, Instant at)
            implements ConversationInput {}

    /** More words of a reply. */
    record WordsArrived(TurnId reply, String delta) implements ConversationInput {}

    /** A tool was used for a reply. What it answered is stored at once; the words that follow may rest on it. */
    record ToolWasUsed(TurnId reply, ToolUse use, Instant at) implements ConversationInput {}

    /** Something failed while wording, and the wording goes on. */
    record WordingNoticed(TurnId reply, TutorFailure failure) implements ConversationInput {}

    /** A reply has all its words, or no more will come. */
    record WordingEnded(TurnId reply, WordingOutcome outcome, Instant at) implements ConversationInput {}

    /**
     * A spoken reply has been played as far as it will be.
     *
     * @param heard what the learner heard of it, empty when nothing was
     * @param read whether the learner cut it in writing: who writes reads, and has been asked what was written, though the
     *     voice had not come to it
     */
    record ReplyHeard(TurnId reply, String heard, boolean interrupted, boolean read, Instant at)
            implements ConversationInput {
        /** One whose learner listened. */
        public ReplyHeard(TurnId reply, String heard, boolean interrupted, Instant at) {
            this(reply, heard, interrupted, false, at);
        }
    }

    /** The learner pressed stop. Ends a shown reply; a spoken one ends by {@link ReplyHeard}. */
    record ReplyCancelled(Instant at) implements ConversationInput {}

    /** The learner's interface language or the way of delivery changed; replies to come follow it. */
    record SettingsChanged(String locale, Delivery delivery) implements ConversationInput {}

    /** A step was undone: the journal could not be written, or by a bug the step failed. */
    record Undone(ConversationInput input, TutorFailure failure) implements ConversationInput {}
}
