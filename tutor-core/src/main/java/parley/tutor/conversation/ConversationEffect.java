package parley.tutor.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.actor.Effect;
import parley.tutor.learner.LearningEvent;
import parley.tutor.wording.ReplyRequest;

/** What a conversation wants done. */
public sealed interface ConversationEffect extends Effect {
    /** Append to the journal, before anything else of the step is done. */
    record Store(List<LearningEvent> events) implements ConversationEffect {
        public Store {
            events = List.copyOf(events);
        }

        @Override
        public boolean commits() {
            return true;
        }
    }

    /**
     * Read what is known of the learner, and their words; answers {@link ConversationInput.Understood}.
     *
     * @param turn null when the tutor speaks first
     */
    record Understand(TurnId reply, @Nullable LearnerTurn turn) implements ConversationEffect {}

    /** Put a reply into words; answers with {@code WordsArrived …, WordingEnded}. */
    record Word(ReplyRequest request) implements ConversationEffect {}

    /** The words of a reply are no longer wanted. */
    record StopWording(TurnId reply) implements ConversationEffect {}

    /** Tell the world. */
    record Emit(ConversationEvent event) implements ConversationEffect {}
}
