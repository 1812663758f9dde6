package parley.speech.speaking;

import java.util.Set;

/**
 * Something that turns text into speech; thread-safe.
 *
 * <p>Closing it makes later calls fail with {@link VoiceUnavailable}.
 */
public interface Voice extends AutoCloseable {
    /** Most characters of one call; longer text is refused, split it with {@link SentenceSplitter}. */
    int MAX_CHARS = 1_000;

    /** A short name for operators, such as {@code cmu-slt-hsmm}. */
    String name();

    /** The primary language subtags it can speak, such as {@code en} or {@code zh}. */
    Set<String> languages();

    /**
     * Speaks {@code text}, which should already be fit to be read aloud ({@link SpokenText}).
     *
     * @throws VoiceUnavailable when the voice has failed or is closed; the message is one line and
     *     does not hold the text
     * @throws InterruptedException when the calling thread is interrupted before the speech is made
     */
    Synthesis synthesise(String text, VoiceSettings settings) throws VoiceUnavailable, InterruptedException;

    /**
     * The same, giving the sound's beginning to {@code early} while the rest is made. What is given is, joined, the
     * beginning of the result; the rest was not given. A voice that makes a sentence in one piece gives nothing early.
     * When it fails, what it gave stays given.
     */
    default Synthesis synthesise(String text, VoiceSettings settings, EarlySound early)
            throws VoiceUnavailable, InterruptedException {
        return synthesise(text, settings);
    }

    @Override
    void close();
}
