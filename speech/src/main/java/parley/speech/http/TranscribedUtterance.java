package parley.speech.http;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.Transcript;
import parley.speech.hearing.UtteranceDecoder;

/**
 * One utterance that is heard twice: as it comes by the decoder in this house, for the words so far, and as a whole by the
 * service. The service's words count; those of the house stand when it fails, is too slow or is left alone.
 *
 * <p>Where the house heard no word at all it was a noise, and the service, which would make up words, is not asked.
 */
final class TranscribedUtterance implements UtteranceDecoder {
    /** Longer ones are heard by the house alone. */
    static final int MOST_SAMPLES = 60 * SampleCount.RATE_HZ;

    private final Object lock = new Object();
    private final TranscriptionService service;
    private final @Nullable UtteranceDecoder house;
    private short[] samples = new short[SampleCount.RATE_HZ * 4];
    private int length;
    private boolean tooLong;
    private boolean closed;

    /** @param house the decoder of this house, or null where there is none */
    TranscribedUtterance(TranscriptionService service, @Nullable UtteranceDecoder house) {
        this.service = service;
        this.house = house;
    }

    @Override
    public void accept(short[] more, int offset, int count) throws RecogniserFailure {
        Objects.checkFromIndexSize(offset, count, more.length);
        synchronized (lock) {
            requireOpen();
            keep(more, offset, count);
            if (house != null) {
                house.accept(more, offset, count);
            }
        }
    }

    private void keep(short[] more, int offset, int count) {
        tooLong |= length + count > MOST_SAMPLES;
        if (tooLong) {
            return;
        }
        if (length + count > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(length + count, 2 * samples.length));
        }
        System.arraycopy(more, offset, samples, length, count);
        length += count;
    }

    @Override
    public String partial() throws RecogniserFailure {
        synchronized (lock) {
            requireOpen();
            return house == null ? "" : house.partial();
        }
    }

    @Override
    public Transcript finish() throws RecogniserFailure {
        synchronized (lock) {
            requireOpen();
            try {
                if (house == null) {
                    return ask().await();
                }
                return finishBoth(house);
            } finally {
                close();
            }
        }
    }

    private Transcript finishBoth(UtteranceDecoder inHouse) throws RecogniserFailure {
        if (service.resting() || tooLong || inHouse.partial().isEmpty()) {
            return inHouse.finish();
        }
        TranscriptionService.Asked asked;
        try {
            asked = ask();
        } catch (RecogniserFailure e) {
            // Another session has found it failing just now.
            return inHouse.finish();
        }
        Transcript own;
        try {
            own = inHouse.finish();
        } catch (RecogniserFailure e) {
            return asked.await();
        }
        try {
            return asked.await();
        } catch (RecogniserFailure e) {
            // The service has noted its own failure.
            return own;
        }
    }

    private TranscriptionService.Asked ask() throws RecogniserFailure {
        if (tooLong) {
            throw new RecogniserFailure("the utterance is too long for the transcription service");
        }
        return service.ask(Arrays.copyOf(samples, length));
    }

    private void requireOpen() throws RecogniserFailure {
        if (closed) {
            throw new RecogniserFailure("the decoder is closed");
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                samples = new short[0];
                if (house != null) {
                    house.close();
                }
            }
        }
    }
}
