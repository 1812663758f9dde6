package parley.tutor.wording;

import org.jspecify.annotations.Nullable;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.ToolUse;

/** Turns a decided reply into words. Thread-safe. */
public interface Wording {
    /**
     * Streams the words of {@code request} to {@code sink} and returns when there are no more. Blocking; run on a
     * virtual thread.
     *
     * @throws InterruptedException when the reply is no longer wanted; work for it has stopped
     */
    WordingOutcome word(ReplyRequest request, WordingSink sink) throws InterruptedException;

    /** Where words go. Called by one thread. */
    interface WordingSink {
        /**
         * More words.
         *
         * @throws InterruptedException when the reply is no longer wanted
         */
        void text(String delta) throws InterruptedException;

        /**
         * A tool was used, and what it answered is in the words that follow; told once for each use.
         *
         * @throws InterruptedException when the reply is no longer wanted
         */
        void toolUsed(ToolUse use) throws InterruptedException;

        /** Something failed on the way but the reply goes on, such as a model that gave place to another. */
        void notice(TutorFailure failure) throws InterruptedException;
    }

    /** How wording ended. */
    sealed interface WordingOutcome {
        /**
         * All was said.
         *
         * @param wordedBy {@code authored} or the model's name
         * @param promptVersion the version of the prompt that the model worded it from, such as
         *     {@code tutor-reply@0123456789abcdef}; null when there was none
         */
        record Worded(String wordedBy, @Nullable String promptVersion) implements WordingOutcome {
            /** Words that came from no prompt. */
            public Worded(String wordedBy) {
                this(wordedBy, null);
            }
        }

        /** It could not be said, or not to its end. */
        record NotWorded(TutorFailure failure) implements WordingOutcome {}
    }
}
