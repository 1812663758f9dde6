package parley.api;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.api.config.ParleyConfig.SpeechConfig;
import parley.api.config.ParleyConfig.TranscriptionConfig;
import parley.api.config.Settings;
import parley.speech.HearingSetup;
import parley.speech.SpeechModels;
import parley.speech.http.TranscriptionSettings;
import parley.speech.install.ModelShelf;
import parley.speech.workers.WorkerSettings;

/** What the settings say of hearing. */
public final class Hearing {
    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private Hearing() {}

    public static HearingSetup of(Settings settings) {
        SpeechConfig speech = settings.config().speech();
        return new HearingSetup(
                speech.workers().wantedOn(settings.config().server())
                        ? Optional.of(WorkerSettings.of(speech.workers().processes(), speech.decoders()))
                        : Optional.empty(),
                transcription(settings));
    }

    /** The build's models, and what an operator has chosen to hear by. */
    public static SpeechModels models(Settings settings) {
        String language = settings.config().speech().language();
        SpeechModels built = ModelsFolder.find();
        try {
            SpeechModels models = built.hearingBy(new ModelShelf(settings.data().models()).modelFor(language));
            if (models.chosen().isEmpty() && !language.equals("en")) {
                LOG.warn(
                        "no model for {} is chosen, and the embedded one hears English; ./parley speech list",
                        language);
            }
            return models;
        } catch (IOException e) {
            LOG.warn(
                    "the choice of models in {} can't be read; the embedded one hears",
                    settings.data().models());
            return built;
        }
    }

    private static Optional<TranscriptionSettings> transcription(Settings settings) {
        TranscriptionConfig service = settings.config().speech().transcription();
        return service.configured()
                ? Optional.of(new TranscriptionSettings(
                        URI.create(service.baseUrl()),
                        service.model(),
                        settings.hearingKey().value(),
                        settings.config().speech().language(),
                        service.limit(),
                        TranscriptionSettings.USUAL_REST))
                : Optional.empty();
    }
}
