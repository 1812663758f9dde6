package parley.speech.talk;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.turns.TurnState;
import parley.speech.turns.TutorWord;
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
 * @param overheard what the tutor has said aloud of late, and since the learner's turn began, or null
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
     * What the tutor has said aloud and may come back as an echo.
     *
     * @param reply the one that was played last
     * @param mark how far its words are among {@code words}
     * @param words oldest first, at most {@value #MAX_WORDS}; older ones give way
     */
    public record Overheard(TurnId reply, SpokenReply.Mark mark, List<TutorWord> words) {
        /** More than a minute of speech. */
        static final int MAX_WORDS = 200;

        public Overheard {
            words = List.copyOf(
                    words.size() <= MAX_WORDS ? words : words.subList(words.size() - MAX_WORDS, words.size()));
        }
    }

    /**
     * Nobody says anything.
     *
     * @param since when that began
     * @param received audio received by then: who is waited for has a microphone that delivers
     * @param prompts how often the tutor has spoken by itself since the learner last did
     */
    public record Silence(@Nullable Duration since, SampleCount received, int prompts) {}

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
