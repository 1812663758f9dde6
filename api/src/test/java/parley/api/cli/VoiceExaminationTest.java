package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.Speaking;
import parley.api.SpeakingService;
import parley.api.config.Settings;
import parley.speech.http.HttpVoice;
import parley.speech.speaking.FailoverVoice;
import parley.speech.speaking.Voices;

/** What the doctor tells of voices, with a service on a real socket. */
class VoiceExaminationTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("PARLEY_VOICE_KEY", "sk-v0ice");

    private static Settings settings(Path folder, String text) throws Exception {
        return Settings.load(
                folder.resolve("data"), Files.writeString(folder.resolve("settings.yaml"), text), ENVIRONMENT);
    }

    private static List<Finding> findings(Settings settings, boolean online) {
        var service = Speaking.service(settings)
                .map(configured -> new FailoverVoice(
                        "en", List.of(new HttpVoice(configured, "en")), FailoverVoice.USUAL_REST, System::nanoTime));
        try (var voices = new Voices(List.copyOf(service.stream().toList()))) {
            return new VoiceExamination(settings, online).findings(voices, "build again");
        }
    }

    @Test
    void aServiceIsToldOfAndAskedOnlyWhenToldTo(@TempDir Path folder) throws Exception {
        try (SpeakingService service = SpeakingService.start(1)) {
            Settings settings = settings(folder, service.settings());
            String place = "speaker at " + service.baseUrl().replace("/v1", "") + " (nova for en), key set; ";
            assertThat(findings(settings, false))
                    .contains(Finding.there("English voice", "speaker/nova"))
                    .contains(Finding.there("voice service", place + "not asked (--online asks it)"));
            assertThat(service.requests()).isEmpty();

            assertThat(findings(settings, true).getLast()).satisfies(asked -> {
                assertThat(asked.state()).isEqualTo(Finding.State.THERE);
                assertThat(asked.found()).startsWith(place + "en: 1000 ms of sound at 24000 Hz after ");
            });
            assertThat(findings(settings, true).getLast()).satisfies(broken -> {
                assertThat(broken.state()).isEqualTo(Finding.State.FAILED);
                assertThat(broken.found())
                        .startsWith(place + "en: the voice service")
                        .endsWith("; the embedded voice speaks meanwhile")
                        .doesNotContain("sk-v0ice");
                assertThat(broken.remedy()).contains("correct speech.voice in", "PARLEY_VOICE_KEY");
            });
            assertThat(service.requests())
                    .hasSize(2)
                    .allMatch(request -> request.authorization().equals("Bearer sk-v0ice"));
        }
    }

    @Test
    void withoutVoicesItSaysWhatBringsThem(@TempDir Path folder) throws Exception {
        assertThat(findings(settings(folder, Settings.shippedText()), true))
                .contains(Finding.missing("English voice", "none", "build again"))
                .anySatisfy(chinese -> assertThat(chinese.remedy()).isEqualTo("apt install espeak-ng"))
                .last()
                .satisfies(unused -> {
                    assertThat(unused.state()).isEqualTo(Finding.State.NOTE);
                    assertThat(unused.found()).isEqualTo("PARLEY_VOICE_KEY is set, and no service is asked");
                    assertThat(unused.remedy()).contains("set speech.voice.provider to service");
                });
    }
}
