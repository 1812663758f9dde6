package parley.api;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.api.config.ParleyConfig.SpeechConfig;
import parley.api.config.ParleyConfig.TranscriptionConfig;
import parley.api.config.Settings;
import parley.prompts.course.Course;
import parley.prompts.course.Subject;
import parley.speech.HearingSetup;
import parley.speech.SpeechModels;
import parley.speech.http.TranscriptionSettings;
import parley.speech.install.ModelShelf;
import parley.speech.languages.SpokenLanguage;
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
                transcription(settings),
                speech.language(),
                speech.openModels());
    }

    /** The build's models, and those that an operator has chosen to hear by. */
    public static SpeechModels models(Settings settings) {
        SpeechModels built = ModelsFolder.find();
        try {
            return built.hearingBy(new ModelShelf(settings.data().models()).chosen());
        } catch (IOException e) {
            LOG.warn(
                    "the choice of models in {} can't be read; only English is heard",
                    settings.data().models());
            return built;
        }
    }

    /**
     * What learners speak in {@code course}: what that says; without a word of it, in mathematics, what they read, where that
     * is heard; else what the settings say.
     */
    public static SpokenLanguage spoken(Course course, Settings settings) {
        String usual = settings.config().speech().language();
        return course.language()
                .map(SpokenLanguage::always)
                .orElseGet(() -> course.subject() == Subject.MATHEMATICS
                        ? SpokenLanguage.asReadOr(usual)
                        : SpokenLanguage.always(usual));
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
