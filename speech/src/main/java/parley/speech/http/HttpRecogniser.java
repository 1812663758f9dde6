package parley.speech.http;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.RecogniserHealth;
import parley.speech.hearing.UtteranceDecoder;

/**
 * A recogniser that hears freely through an OpenAI-compatible transcription service, beside the recogniser of this house.
 *
 * <p>The house hears along: it gives the words so far, hears against grammars, and its words stand whenever the service
 * fails or takes too long. Without a house recogniser (a platform that has none) there are no words before the end of an
 * utterance and no grammars. Thread-safe; closes the house recogniser with itself.
 */
public final class HttpRecogniser implements Recogniser {
    private final TranscriptionSettings settings;
    private final TranscriptionService service;
    private final @Nullable Recogniser house;

    /** @param house the recogniser of this house, or null */
    public HttpRecogniser(TranscriptionSettings settings, @Nullable Recogniser house) {
        this(settings, house, System::nanoTime);
    }

    HttpRecogniser(TranscriptionSettings settings, @Nullable Recogniser house, LongSupplier nanos) {
        this.settings = settings;
        this.service = new TranscriptionService(settings, nanos);
        this.house = house;
    }

    @Override
    public String name() {
        return settings.model() + " by HTTP" + (house == null ? "" : ", " + house.name() + " beside it");
    }

    @Override
    public void prepare() {
        if (house != null) {
            house.prepare();
        }
    }

    @Override
    public UtteranceDecoder openFree() throws RecogniserFailure {
        if (house == null) {
            return new TranscribedUtterance(service, null);
        }
        UtteranceDecoder own;
        try {
            own = house.openFree();
        } catch (RecogniserFailure e) {
            // The service can still hear.
            own = null;
        }
        return new TranscribedUtterance(service, own);
    }

    @Override
    public UtteranceDecoder openAgainst(Grammar grammar) throws RecogniserFailure {
        if (house == null) {
            throw new RecogniserFailure("a transcription service hears no grammars");
        }
        return house.openAgainst(grammar);
    }

    @Override
    public RecogniserHealth health() {
        RecogniserHealth own = house == null ? new RecogniserHealth(0, 0, 0, 0) : house.health();
        return new RecogniserHealth(
                own.working() + (service.resting() ? 0 : 1), own.wanted() + 1, own.ends(), own.replays());
    }

    @Override
    public void close() {
        service.close();
        if (house != null) {
            house.close();
        }
    }
}
