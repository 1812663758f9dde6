package parley.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.speech.audio.Resampler;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.UtteranceDecoder;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.languages.HoldAnswer;
import parley.speech.languages.RecogniserHold;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.Voices;
import parley.speech.vosk.Parts;
import parley.speech.workers.RecogniserWorkers;
import parley.speech.workers.WorkerSettings;

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

    /** The same model twice, once under another language's name, in this process and in processes of their own. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoLanguagesAreHeardByModelsOfTheirOwn(boolean inWorkers, @TempDir Path folder) throws Exception {
        Path chinese = Files.createSymbolicLink(
                folder.resolve("vosk-model-small-cn-0.22"),
                Parts.MODELS.recogniser().toAbsolutePath());
        var setup = new HearingSetup(
                inWorkers ? Optional.of(WorkerSettings.of(1, 1)) : Optional.empty(), Optional.empty(), "en", 2);
        short[] said = sound("could i have a coffee please");
        try (EmbeddedSpeech speech =
                EmbeddedSpeech.start(Parts.MODELS.hearingBy(Map.of("zh", chinese)), 1, setup, SpeakingSetup.usual())) {
            assertThat(speech.recognisers().opened("zh"))
                    .as("nobody speaks it yet")
                    .isEmpty();
            try (RecogniserHold zh = held(speech, "zh");
                    RecogniserHold en = held(speech, "en")) {
                assertThat(zh.recogniser()).isNotSameAs(en.recogniser());
                assertThat(zh.recogniser().name()).contains("vosk-model-small-cn-0.22");
                assertThat(heard(zh, said)).endsWith("have a coffee please");
                assertThat(heard(en, said)).endsWith("have a coffee please");
                if (zh.recogniser() instanceof RecogniserWorkers one
                        && en.recogniser() instanceof RecogniserWorkers other) {
                    assertThat(one.processIds()).hasSize(1).doesNotContainAnyElementsOf(other.processIds());
                } else {
                    assertThat(inWorkers).isFalse();
                }
                assertThat(speech.hearing(List.of("fr"), () -> {})).isEqualTo(new HoldAnswer.NoModel("fr"));
            }
        }
    }

    private static short[] sound(String text) throws Exception {
        Synthesis made = Parts.voice().synthesise(text, VoiceSettings.USUAL);
        short[] sound = new Resampler(made.rateHz(), SampleCount.RATE_HZ).resample(made.samples());
        var all = new short[sound.length + SampleCount.RATE_HZ];
        System.arraycopy(sound, 0, all, SampleCount.RATE_HZ / 2, sound.length);
        return all;
    }

    private static RecogniserHold held(EmbeddedSpeech speech, String language) throws Exception {
        HoldAnswer answer = speech.hearing(List.of(language), () -> {});
        if (answer instanceof HoldAnswer.Loading) {
            assertThat(speech.recognisers().awaitSettled(language, Duration.ofMinutes(2)))
                    .isTrue();
            answer = speech.hearing(List.of(language), () -> {});
        }
        return ((HoldAnswer.Held) answer).hold();
    }

    private static String heard(RecogniserHold hold, short[] sound) throws Exception {
        try (UtteranceDecoder decoder = hold.recogniser().openFree()) {
            decoder.accept(sound, 0, sound.length);
            return decoder.finish().text();
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
