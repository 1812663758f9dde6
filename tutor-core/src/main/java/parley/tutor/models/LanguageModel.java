package parley.tutor.models;

import java.util.List;
import parley.tutor.TutorFailure;

/** A language model that streams text. Thread-safe. */
public interface LanguageModel {
    /** The name shown to learners and operators; never a key or a URL with one. */
    String name();

    /**
     * Streams a reply to {@code messages}; returns when the stream has ended, in whatever way. Blocking; run on a
     * virtual thread.
     *
     * @throws InterruptedException when the caller is interrupted; the connection is closed
     */
    StreamEnd stream(List<Message> messages, TextSink sink) throws InterruptedException;

    /** Where text goes. Called by one thread. */
    @FunctionalInterface
    interface TextSink {
        void text(String delta) throws InterruptedException;
    }

    /** One message of a prompt. */
    record Message(Role role, String text) {
        @Override
        public String toString() {
            return "Message[" + role + ", " + text.length() + " characters]";
        }
    }

    /** Who speaks in a prompt. */
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /** How a stream ended; exactly one for each stream. */
    sealed interface StreamEnd {
        /** The model finished; {@code tokens} is what it reported, or 0. */
        record Done(long promptTokens, long completionTokens) implements StreamEnd {}

        /** It failed, after {@code textSeen} or before any text. */
        record Failed(TutorFailure failure, boolean textSeen) implements StreamEnd {}
    }
}
