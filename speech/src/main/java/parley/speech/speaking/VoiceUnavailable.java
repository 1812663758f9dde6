package parley.speech.speaking;

/** A voice could not speak; the message is one line for an operator and does not hold the text. */
public final class VoiceUnavailable extends Exception {
    public VoiceUnavailable(String message) {
        super(message);
    }

    public VoiceUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
