package parley.api;

import java.util.Optional;
import parley.api.config.ParleyConfig.SpeechConfig;
import parley.api.config.Settings;
import parley.speech.HearingSetup;
import parley.speech.workers.WorkerSettings;

/** What the settings say of hearing. */
public final class Hearing {
    private Hearing() {}

    public static HearingSetup of(Settings settings) {
        SpeechConfig speech = settings.config().speech();
        return new HearingSetup(
                speech.workers().wantedOn(settings.config().server())
                        ? Optional.of(WorkerSettings.of(speech.workers().processes(), speech.decoderThreads()))
                        : Optional.empty());
    }
}
