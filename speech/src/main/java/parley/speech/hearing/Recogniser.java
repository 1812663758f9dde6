package parley.speech.hearing;

/**
 * Something that turns speech into words; shared by all sessions and thread-safe.
 *
 * <p>Closing it lets open decoders finish first; opening one afterwards fails.
 */
public interface Recogniser extends AutoCloseable {

    /** A short name for operators, such as {@code vosk-en}. */
    String name();

    /**
     * Has a free decoder at hand for the next {@link #openFree}, where making one takes time. Called while nobody waits;
     * it may block for as long as that takes, and does nothing when it can not be had.
     */
    default void prepare() {}

    /** A decoder that may hear any word of the language. */
    UtteranceDecoder openFree() throws RecogniserFailure;

    /** A decoder that hears only the phrases of {@code grammar}, or {@link Grammar#UNKNOWN}. */
    UtteranceDecoder openAgainst(Grammar grammar) throws RecogniserFailure;

    /** How it is doing now; never blocks. */
    default RecogniserHealth health() {
        return RecogniserHealth.WELL;
    }

    @Override
    void close();
}
