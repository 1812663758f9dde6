package parley.speech.talk;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.speech.turns.TurnState;
import parley.tutor.conversation.ConversationState;
import parley.tutor.conversation.TurnId;

/**
 * Where a talk stands. Immutable.
 *
 * @param conversation what was said and what is being answered
 * @param turns the learner's turn in progress
 * @param settings as last set
 * @param speech the reply being spoken, or null; always the conversation's reply in hand
 * @param owesReply a reply was dropped unheard for a voice that turned out to say nothing, and is to be given again
 * @param voiceWarned the learner knows that the voice can not be used
 * @param ahead the beginning of a reply made ahead, spoken and not yet sent, or null
 * @param overheard what the tutor has said aloud since shortly before the learner's turn began, or null
 * @param silence since when nobody has said anything, or null
 * @param wakeAt when the alarm is set to ring, or null
 */
public record TalkState(
        ConversationState conversation,
        TurnState turns,
        TalkSettings settings,
        @Nullable SpokenReply speech,
        boolean owesReply,
        boolean voiceWarned,
        @Nullable SpokenReply ahead,
        @Nullable Overheard overheard,
        @Nullable Silence silence,
        @Nullable Duration wakeAt) {

    /**
     * What may come back as an echo.
     *
     * @param from place in the reply's audio from which on it counts
     * @param words oldest first
     */
    public record Overheard(TurnId reply, Duration from, List<String> words) {
        public Overheard {
            words = List.copyOf(words);
        }
    }

    /**
     * Nobody says anything.
     *
     * @param since when that began
     * @param prompts how often the tutor has spoken by itself since the learner last did
     */
    public record Silence(@Nullable Duration since, int prompts) {}

    /** The talk that takes up {@code conversation}. */
    static TalkState begin(ConversationState conversation, TalkSettings settings) {
        return new TalkState(
                conversation,
                TurnState.begin(conversation.replyIdPrefix(), settings.mode(), settings.turns()),
                settings,
                null,
                false,
                false,
                null,
                null,
                null,
                null);
    }

    /** Whether nothing is being said, thought of or answered. */
    public boolean listening() {
        return turns.turn() == null && conversation.reply() == null;
    }
}
