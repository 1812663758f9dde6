package parley.speech.talk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.speech.turns.TurnState;
import parley.tutor.conversation.ConversationState;

/**
 * Where a talk stands. Immutable.
 *
 * @param conversation what was said and what is being answered
 * @param turns the learner's turn in progress
 * @param settings as last set
 * @param speech the reply being spoken, or null; always the conversation's reply in hand
 * @param owesReply a reply was dropped unheard for a voice that turned out to say nothing, and is to be given again
 * @param voiceWarned the learner knows that the voice can not be used
 * @param wakeAt when the alarm is set to ring, or null
 */
public record TalkState(
        ConversationState conversation,
        TurnState turns,
        TalkSettings settings,
        @Nullable SpokenReply speech,
        boolean owesReply,
        boolean voiceWarned,
        @Nullable Duration wakeAt) {

    /** The talk that takes up {@code conversation}. */
    static TalkState begin(ConversationState conversation, TalkSettings settings) {
        return new TalkState(
                conversation,
                TurnState.begin(conversation.replyIdPrefix(), settings.mode(), settings.turns()),
                settings,
                null,
                false,
                false,
                null);
    }

    /** Whether nothing is being said, thought of or answered. */
    public boolean listening() {
        return turns.turn() == null && conversation.reply() == null;
    }
}
