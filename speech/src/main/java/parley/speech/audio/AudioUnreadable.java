package parley.speech.audio;

/** Audio that can not be heard; the message is one line for the user: what is wrong, and what was expected. */
public final class AudioUnreadable extends Exception {
    public AudioUnreadable(String message) {
        super(message);
    }
}
