package parley.speech.audio;

/** From the bytes of one stream, as they come, to its mono samples. Not thread-safe. */
public interface SoundDecoder {

    /** Samples a second of what {@link #decode} gives. */
    int rateHz();

    /**
     * The samples in {@code bytes}.
     *
     * @throws AudioUnreadable when they are none of this format, or more than may come at once; the stream goes on with
     *     what comes next
     */
    short[] decode(byte[] bytes) throws AudioUnreadable;
}
