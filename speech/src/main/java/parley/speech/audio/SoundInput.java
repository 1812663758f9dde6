package parley.speech.audio;

import java.time.Duration;
import java.util.Set;

/**
 * One stream of sound from outside, made what is heard inside: {@link SampleCount#RATE_HZ}, mono, without an offset. It is
 * resampled once. Not thread-safe.
 */
public final class SoundInput {
    /**
     * What came of some bytes.
     *
     * @param samples at {@link SampleCount#RATE_HZ}; may be empty, since a resampler holds some back
     * @param faults what was found wrong with the sound, each told once a stream
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Taken(short[] samples, Set<SoundFault> faults) {}

    private final SoundDecoder decoder;
    private final Resampler resampler;
    private final OffsetFilter offset = new OffsetFilter();
    private final SoundWatch watch = new SoundWatch();

    public SoundInput(SoundDecoder decoder) {
        this.decoder = decoder;
        this.resampler = new Resampler(decoder.rateHz(), SampleCount.RATE_HZ);
    }

    /**
     * Takes the next bytes of the stream.
     *
     * @param elapsed time since the stream's first bytes
     * @throws AudioUnreadable when they can't be sound of its format; the stream goes on with what comes next
     */
    public Taken take(byte[] bytes, Duration elapsed) throws AudioUnreadable {
        short[] samples = resampler.resample(decoder.decode(bytes));
        Set<SoundFault> faults = watch.heard(samples, elapsed);
        offset.filter(samples);
        return new Taken(samples, faults);
    }
}
