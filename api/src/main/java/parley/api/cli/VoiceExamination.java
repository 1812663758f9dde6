package parley.api.cli;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import parley.api.Speaking;
import parley.api.config.ParleyConfig.VoiceConfig;
import parley.api.config.Settings;
import parley.speech.http.HttpVoice;
import parley.speech.http.VoiceService;
import parley.speech.speaking.FailoverVoice;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.VoiceUnavailable;
import parley.speech.speaking.Voices;

/** What the doctor finds about voices: who speaks which language and, when it is told to go online, whether a service does. */
final class VoiceExamination {
    private static final String SERVICE = "voice service";

    private final Settings settings;
    private final boolean online;

    VoiceExamination(Settings settings, boolean online) {
        this.settings = settings;
        this.online = online;
    }

    /**
     * What is to be told.
     *
     * @param voices those that were loaded
     * @param rebuild what brings the embedded voice back
     */
    List<Finding> findings(Voices voices, String rebuild) {
        var findings = new ArrayList<Finding>();
        findings.add(voices.speaking("en")
                .map(voice -> Finding.there("English voice", names(voice)))
                .orElseGet(() -> Finding.missing("English voice", "none", rebuild)));
        findings.add(voices.speaking("zh")
                .map(voice -> Finding.there("Chinese voice", names(voice)))
                .orElseGet(() -> Finding.note(
                        "Chinese voice", "none: Chinese lines are shown, not spoken", "apt install espeak-ng")));
        Optional<VoiceService> service = Speaking.service(settings);
        service.ifPresent(configured -> findings.add(finding(configured)));
        if (service.isEmpty() && settings.voiceKey().isSet()) {
            findings.add(Finding.note(
                    SERVICE,
                    VoiceConfig.KEY_VARIABLE + " is set, and no service is asked",
                    "set speech.voice.provider to service in " + settings.source()));
        }
        return findings;
    }

    private static String names(Voice voice) {
        return voice instanceof FailoverVoice several ? String.join(", else ", several.names()) : voice.name();
    }

    private Finding finding(VoiceService service) {
        String found = service.model() + " at " + place(service.baseUrl()) + " ("
                + service.voices().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(voice -> voice.getValue() + " for " + voice.getKey())
                        .collect(Collectors.joining(", "))
                + (service.key().isEmpty() ? "), without a key" : "), key set");
        if (!online) {
            return Finding.there(SERVICE, found + "; not asked (--online asks it)");
        }
        var told = new ArrayList<String>();
        for (String language : service.voices().keySet().stream().sorted().toList()) {
            try (var voice = new HttpVoice(service, language)) {
                told.add(language + ": " + asked(voice, language));
            } catch (VoiceUnavailable e) {
                return Finding.failed(
                        SERVICE,
                        found + "; " + language + ": " + e.getMessage() + "; the embedded voice speaks meanwhile",
                        "correct speech.voice in " + settings.source() + ", or " + VoiceConfig.KEY_VARIABLE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Finding.note(SERVICE, found + "; interrupted while it was asked", "");
            }
        }
        return Finding.there(SERVICE, found + "; " + String.join("; ", told));
    }

    private static String asked(Voice voice, String language) throws VoiceUnavailable, InterruptedException {
        long begun = System.nanoTime();
        Synthesis made = voice.synthesise(
                language.equals("zh") ? "\u4f60\u597d\uff0c\u6b22\u8fce\u3002" : "Hello, and welcome.",
                VoiceSettings.USUAL);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return made.length().toMillis() + " ms of sound at " + made.rateHz() + " Hz after " + took.toMillis() + " ms";
    }

    /** Scheme, host and port: some gateways keep a key in the path. */
    private static String place(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
