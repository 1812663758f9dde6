package parley.speech.audio;

/**
 * A piece of mono PCM16 audio at {@link SampleCount#RATE_HZ} and its place in the session.
 *
 * <p>The array is handed over, not copied: whoever makes a chunk must not write to it afterwards, and
 * whoever gets one must not write at all. Equality is by array identity.
 */
@SuppressWarnings("ArrayRecordComponent")
public record AudioChunk(short[] samples, SampleCount start) {

    /** The position just after the last sample. */
    public SampleCount end() {
        return start.plus(samples.length);
    }
}
