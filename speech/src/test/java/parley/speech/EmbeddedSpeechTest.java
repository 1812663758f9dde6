package parley.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.speaking.Voices;
import parley.speech.vosk.Parts;

class EmbeddedSpeechTest {
    @Test
    void loadsEveryPartAndSpeaksEnglish() throws Exception {
        try (EmbeddedSpeech speech = EmbeddedSpeech.start(Parts.MODELS, 2)) {
            assertThat(speech.awaitSettled(Duration.ofMinutes(2))).isTrue();
            assertThat(speech.recogniser()).isInstanceOf(Readiness.Ready.class);
            assertThat(speech.voiceActivity()).isInstanceOf(Readiness.Ready.class);
            assertThat(speech.voices())
                    .isInstanceOfSatisfying(
                            Readiness.Ready.class,
                            ready -> assertThat(((Voices) ready.part()).speaking("en-US"))
                                    .isPresent());
        }
    }

    @Test
    void withoutModelsSaysWhatIsMissingAndFallsBack(@TempDir Path empty) throws Exception {
        try (EmbeddedSpeech speech = EmbeddedSpeech.start(new SpeechModels(empty), 1)) {
            assertThat(speech.awaitSettled(Duration.ofMinutes(2))).isTrue();
            assertThat(speech.recogniser()).isInstanceOfSatisfying(Readiness.Unavailable.class, unavailable -> {
                assertThat(unavailable.reason()).contains("no Vosk model");
                assertThat(unavailable.remedy()).contains("build");
            });
            assertThat(speech.voiceActivity())
                    .isInstanceOfSatisfying(
                            Readiness.Ready.class,
                            ready -> assertThat(((VoiceActivityDetector) ready.part()).name())
                                    .isEqualTo("libfvad"));
        }
    }
}
