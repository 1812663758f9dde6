package parley.speech;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.http.HttpRecogniser;
import parley.speech.http.TranscriptionSettings;
import parley.speech.vosk.VoskRecogniser;
import parley.speech.workers.RecogniserWorkers;
import parley.speech.workers.WorkerCommand;
import parley.speech.workers.WorkerSettings;

/**
 * How this installation hears.
 *
 * @param workers recognisers run in processes of their own, so; empty: in this one
 * @param transcription a service that hears beside the recogniser of this house; empty: none
 */
public record HearingSetup(Optional<WorkerSettings> workers, Optional<TranscriptionSettings> transcription) {
    private static final Logger LOG = LoggerFactory.getLogger(HearingSetup.class);

    /** In this process, with nobody else. */
    public static final HearingSetup USUAL = new HearingSetup(Optional.empty(), Optional.empty());

    /** Opens the recogniser; loading takes about a second. */
    Recogniser open(SpeechModels models) throws RecogniserFailure, InterruptedException {
        if (transcription.isEmpty()) {
            return openHouse(models);
        }
        return new HttpRecogniser(transcription.get(), houseIfAny(models));
    }

    private @Nullable Recogniser houseIfAny(SpeechModels models) throws InterruptedException {
        try {
            return openHouse(models);
        } catch (RecogniserFailure e) {
            LOG.warn("{}; the transcription service hears alone", e.getMessage());
            return null;
        }
    }

    private Recogniser openHouse(SpeechModels models) throws RecogniserFailure, InterruptedException {
        if (workers.isEmpty()) {
            return VoskRecogniser.open(models.recogniser());
        }
        WorkerSettings settings = workers.get();
        return RecogniserWorkers.open(
                "vosk/" + models.recogniser().getFileName(),
                WorkerCommand.vosk(models.recogniser(), settings.decodesAtOnce()),
                settings);
    }
}
