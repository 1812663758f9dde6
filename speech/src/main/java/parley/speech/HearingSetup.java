package parley.speech;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.http.HttpRecogniser;
import parley.speech.http.TranscriptionSettings;
import parley.speech.languages.RecogniserSource;
import parley.speech.languages.Recognisers;
import parley.speech.languages.SpokenLanguage;
import parley.speech.vosk.VoskRecogniser;
import parley.speech.workers.RecogniserWorkers;
import parley.speech.workers.WorkerCommand;
import parley.speech.workers.WorkerSettings;

/**
 * How this installation hears.
 *
 * @param workers recognisers run in processes of their own, so many for each language; empty: in this one
 * @param transcription a service that hears beside the recognisers of this house, each language in its own; empty: none
 * @param language what is spoken unless a course says otherwise; its recogniser is opened at the start
 * @param openModels models that may be open at once, 1..{@value Recognisers#MOST_OPEN}
 */
public record HearingSetup(
        Optional<WorkerSettings> workers,
        Optional<TranscriptionSettings> transcription,
        String language,
        int openModels) {
    private static final Logger LOG = LoggerFactory.getLogger(HearingSetup.class);

    /** English in this process, with nobody else. */
    public static final HearingSetup USUAL =
            new HearingSetup(Optional.empty(), Optional.empty(), SpokenLanguage.ENGLISH, Recognisers.USUAL_OPEN);

    /** What hears {@code language}: its model, the service, or both; empty when neither does. */
    public Optional<RecogniserSource> source(SpeechModels models, String language) {
        Optional<Path> model = models.recogniser(language);
        if (model.isEmpty() && transcription.isEmpty()) {
            return Optional.empty();
        }
        String remedy = model.filter(Files::isDirectory).isPresent()
                ? "use Linux, macOS or Windows on x86-64; typing works everywhere"
                : "build again, which unpacks the model";
        return Optional.of(new RecogniserSource(
                model.filter(Files::isDirectory).isPresent(), remedy, () -> open(model, language)));
    }

    private Recogniser open(Optional<Path> model, String language) throws RecogniserFailure, InterruptedException {
        if (transcription.isEmpty()) {
            return openHouse(model.orElseThrow());
        }
        return new HttpRecogniser(transcription.get().in(language), houseIfAny(model));
    }

    private @Nullable Recogniser houseIfAny(Optional<Path> model) throws InterruptedException {
        if (model.isEmpty()) {
            return null;
        }
        try {
            return openHouse(model.get());
        } catch (RecogniserFailure e) {
            LOG.warn("{}; the transcription service hears alone", e.getMessage());
            return null;
        }
    }

    private Recogniser openHouse(Path model) throws RecogniserFailure, InterruptedException {
        if (workers.isEmpty()) {
            return VoskRecogniser.open(model);
        }
        WorkerSettings settings = workers.get();
        return RecogniserWorkers.open(
                "vosk/" + model.getFileName(), WorkerCommand.vosk(model, settings.decodesAtOnce()), settings);
    }
}
