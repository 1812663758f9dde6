package parley.api.config;

import java.time.Duration;
import java.util.List;
import parley.api.config.ParleyConfig.VoiceConfig;

/** The ranges of the settings of the voice, and what a service needs. Not thread-safe; one for each reading. */
final class VoiceChecks {
    private static final List<String> PROVIDERS = List.of(VoiceConfig.EMBEDDED, VoiceConfig.SERVICE);
    private static final List<String> FORMATS = List.of(VoiceConfig.WAV, VoiceConfig.PCM);

    private final SettingFindings findings;

    VoiceChecks(SettingFindings findings) {
        this.findings = findings;
    }

    void check(VoiceConfig voice) {
        if (!PROVIDERS.contains(voice.provider())) {
            wrong("provider", "there is no such provider", "expected " + String.join(" or ", PROVIDERS));
        }
        if (!FORMATS.contains(voice.format())) {
            wrong("format", "Parley plays no such format", "expected " + String.join(" or ", FORMATS));
        }
        if (voice.byService()) {
            checkService(voice);
        }
        String address =
                voice.baseUrl().isEmpty() ? "" : ModelAddress.problem(voice.baseUrl(), VoiceConfig.KEY_VARIABLE);
        if (!address.isEmpty()) {
            wrong("base-url", address, "");
        }
        checkName("model", voice.model());
        checkName("voices.en", voice.voices().en());
        checkName("voices.zh", voice.voices().zh());
        findings.number("speech.voice.rate", voice.rate(), 8_000, 48_000);
        findings.within(
                "speech.voice.connect-limit", voice.connectLimit(), Duration.ofMillis(100), Duration.ofSeconds(30));
        findings.within("speech.voice.limit", voice.limit(), Duration.ofMillis(500), Duration.ofMinutes(1));
        if (voice.connectLimit().compareTo(voice.limit()) > 0) {
            wrong(
                    "connect-limit",
                    "must not be longer than speech.voice.limit, " + WrittenDuration.write(voice.limit()),
                    "");
        }
        findings.size("speech.voice.cache", voice.cache(), ByteSize.kib(0), ByteSize.mib(1_024));
    }

    private void checkService(VoiceConfig voice) {
        if (voice.baseUrl().isEmpty()) {
            wrong("base-url", "a voice service needs its address", "set it, or set provider to embedded");
        }
        if (voice.model().isEmpty()) {
            wrong("model", "a voice service needs its model's name", "set it, or set provider to embedded");
        }
        if (voice.voices().byLanguage().isEmpty()) {
            wrong(
                    "voices.en",
                    "a voice service needs a voice's name for a language",
                    "name one for en, for zh, or both");
        }
    }

    private void checkName(String key, String name) {
        String problem = name.isEmpty() ? "" : ModelAddress.nameProblem(name);
        if (!problem.isEmpty()) {
            wrong(key, "expected a name of at most 64 characters on one line", "");
        }
    }

    private void wrong(String key, String message, String hint) {
        findings.wrong("speech.voice." + key, message, hint);
    }
}
