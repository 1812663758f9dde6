package parley.speech.hearing;

/** A recogniser could not do its work; the message is one line for an operator and holds no words of a learner. */
public final class RecogniserFailure extends Exception {
    public RecogniserFailure(String message) {
        super(message);
    }

    public RecogniserFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
