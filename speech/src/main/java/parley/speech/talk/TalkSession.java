package parley.speech.talk;

import java.time.Duration;
import java.util.function.Consumer;
import parley.speech.audio.AudioChunk;
import parley.speech.turns.MicrophoneState;
import parley.tutor.conversation.ConversationState;
import parley.tutor.conversation.Conversations;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;

/**
 * One learner's talk with the tutor, by voice and in text. Thread-safe; nothing here waits. The answers say whether the
 * session took the input: false means that too much is waiting or that it is closed.
 */
public final class TalkSession implements AutoCloseable {
    private final ConversationState conversation;

    private TalkSession(ConversationState conversation) {
        this.conversation = conversation;
    }

    /** Runs {@code opened}; {@code listener} hears the events on the session's own thread and must not block. */
    public static TalkSession start(
            TalkParts parts, Conversations.Opened opened, TalkSettings settings, Consumer<TalkEvent> listener) {
        return new TalkSession(opened.state());
    }

    /** Tells the tutor what the learner typed; a spoken reply is cut and stored first. Ask for a reply separately. */
    public boolean say(LearnerTurn typed) {
        return false;
    }

    /** Lets the tutor answer what is unanswered, or open the conversation; a spoken turn is answered by itself. */
    public boolean requestReply() {
        return false;
    }

    /** Stops the reply in hand, shown or spoken. */
    public boolean cancelReply() {
        return false;
    }

    /** Takes the learner's audio, at 16 kHz in session sample time; the oldest gives way when too much waits. */
    public boolean audio(AudioChunk chunk) {
        return false;
    }

    /** Ends the learner's turn with the audio given so far. */
    public boolean commitAudio() {
        return false;
    }

    /** Forgets what was said since the last turn. */
    public boolean clearAudio() {
        return false;
    }

    public boolean microphone(MicrophoneState state) {
        return false;
    }

    /** The client says how far it has played {@code reply}; believed within what was sent. */
    public boolean played(TurnId reply, Duration position) {
        return false;
    }

    /** The client has stopped playing {@code reply} at {@code position}, for good. */
    public boolean truncate(TurnId reply, Duration position) {
        return false;
    }

    public boolean settings(TalkSettings settings) {
        return false;
    }

    /** Where the conversation stands; already out of date when read. */
    public ConversationState conversation() {
        return conversation;
    }

    /** Ends the session within two seconds; what was not yet heard of a reply is dropped. */
    @Override
    public void close() {}
}
