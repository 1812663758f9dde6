package parley.api;

import java.net.URI;
import java.util.Optional;
import parley.api.config.ParleyConfig.VoiceConfig;
import parley.api.config.Settings;
import parley.speech.SpeakingSetup;
import parley.speech.caffeine.LineCache;
import parley.speech.http.VoiceService;

/** What the settings say of speaking. */
public final class Speaking {
    private Speaking() {}

    public static SpeakingSetup of(Settings settings) {
        return new SpeakingSetup(
                service(settings),
                new LineCache(settings.config().speech().voice().cache().bytes()));
    }

    /** The service that speaks before the embedded voices; empty: they speak alone. */
    public static Optional<VoiceService> service(Settings settings) {
        VoiceConfig voice = settings.config().speech().voice();
        return voice.byService()
                ? Optional.of(new VoiceService(
                        URI.create(voice.baseUrl()),
                        voice.model(),
                        voice.voices().byLanguage(),
                        voice.bare() ? VoiceService.Format.PCM : VoiceService.Format.WAV,
                        voice.rate(),
                        settings.voiceKey().value(),
                        voice.connectLimit(),
                        voice.limit()))
                : Optional.empty();
    }
}
