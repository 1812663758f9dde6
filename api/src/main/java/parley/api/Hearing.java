package parley.api;

import java.net.URI;
import java.util.Optional;
import parley.api.config.ParleyConfig.SpeechConfig;
import parley.api.config.ParleyConfig.TranscriptionConfig;
import parley.api.config.Settings;
import parley.speech.HearingSetup;
import parley.speech.http.TranscriptionSettings;
import parley.speech.workers.WorkerSettings;

/** What the settings say of hearing. */
public final class Hearing {
    private Hearing() {}

    public static HearingSetup of(Settings settings) {
        SpeechConfig speech = settings.config().speech();
        return new HearingSetup(
                speech.workers().wantedOn(settings.config().server())
                        ? Optional.of(WorkerSettings.of(speech.workers().processes(), speech.decoderThreads()))
                        : Optional.empty(),
                transcription(settings));
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
