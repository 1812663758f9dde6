package parley.speech.hearing;

/**
 * A streaming decoder for one utterance: fed audio, asked for the words so far, finished once.
 *
 * <p>One at a time per utterance, because recognisers grow while they live. Safe to call from any
 * thread, one call at a time; calls after {@link #finish} or {@link #close} fail with
 * {@link RecogniserFailure} and never reach native code. Calls may block for the time of decoding and
 * should be made on a {@link DecoderPool} thread.
 */
public interface UtteranceDecoder extends AutoCloseable {

    /** Decodes {@code length} samples of 16 kHz mono PCM16 from {@code offset}. */
    void accept(short[] samples, int offset, int length) throws RecogniserFailure;

    /** The words so far; later words may revise them. */
    String partial() throws RecogniserFailure;

    /** Ends the utterance and gives all its words, timed from the first accepted sample. */
    Transcript finish() throws RecogniserFailure;

    /**
     * As {@link #finish}, and tells whether a sentence may end with the last word, where the recogniser can; that may take
     * the decoding of some silence more.
     */
    default Transcript finishSentence() throws RecogniserFailure {
        return finish();
    }

    /** Frees the decoder; idempotent. */
    @Override
    void close();
}
