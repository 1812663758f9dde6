package parley.tutor.wording;

import parley.tutor.TutorFailure;

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

        /** Something failed on the way but the reply goes on, such as a model that gave place to another. */
        void notice(TutorFailure failure) throws InterruptedException;
    }

    /** How wording ended. */
    sealed interface WordingOutcome {
        /**
         * All was said.
         *
         * @param wordedBy {@code authored} or the model's name
         */
        record Worded(String wordedBy) implements WordingOutcome {}

        /** It could not be said, or not to its end. */
        record NotWorded(TutorFailure failure) implements WordingOutcome {}
    }
}
