package parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.config.Settings;
import parley.api.realtime.WireClient;
import parley.speech.EmbeddedSpeech;
import parley.speech.Readiness;
import parley.speech.audio.Pcm16;
import parley.speech.audio.Resampler;
import parley.speech.hearing.Recogniser;
import parley.speech.install.ModelShelf;
import parley.speech.languages.HoldAnswer;
import parley.speech.languages.LanguageFigures;
import parley.speech.languages.LanguageFigures.State;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.Voices;

/**
 * Courses of different languages over real sockets, each heard by a Vosk model of its own. The only model here is English;
 * another name on the shelf makes it that of another language.
 */
class LanguagesOverTheWireTest {
    private static final int RATE_HZ = 16_000;
    private static final String CHINESE_MODEL = "vosk-model-small-cn-0.22";

    @TempDir
    private Path data;

    private Settings settings() throws Exception {
        assumeTrue(ModelsFolder.find().hasRecogniser(), "the recogniser's model is not unpacked here");
        course("tones", "language: zh\n");
        course("chansons", "language: fr\n");
        course("numbers", "subject: mathematics\n");
        Settings settings = Settings.load(data, null, Map.of("PARLEY_PORT", "0"));
        Path shelf = Files.createDirectories(settings.data().models());
        Files.createSymbolicLink(
                shelf.resolve(CHINESE_MODEL), ModelsFolder.find().recogniser().toAbsolutePath());
        new ModelShelf(shelf).use("zh", CHINESE_MODEL);
        return settings;
    }

    private void course(String id, String lines) throws Exception {
        Path folder = Files.createDirectories(data.resolve("courses").resolve(id));
        Files.writeString(folder.resolve("course.yaml"), """
                id: %s
                %slocales: [en]
                title: A course
                level: A1
                summary: Count.
                instructions: {cloze: "Fill the gap:"}
                units:
                  - id: one
                    title: One
                    concepts:
                      - id: counting
                        title: Counting
                        explanations: {definition: Numbers follow each other.}
                        items:
                          - id: after-two
                            kind: cloze
                            text: "After two comes [three]."
                """.formatted(id, lines));
    }

    @Test
    void twoSessionsOfTwoLanguagesAreEachHeardByItsOwnModel() throws Exception {
        // The server has one learner, who is in one talk at a time: two doors lead to two talks with the same ears.
        try (var wiring = new Wiring(settings(), true);
                Serving one = Serving.start(wiring);
                Serving other = Serving.start(wiring)) {
            EmbeddedSpeech speech = Objects.requireNonNull(wiring.speech());
            assertThat(speech.awaitSettled(Duration.ofMinutes(2))).isTrue();
            assertThat(wiring.shelf().problems()).isEmpty();
            assertThat(speech.recognisers().opened("zh"))
                    .as("nobody has chosen it yet")
                    .isEmpty();
            short[] answer = spoken(speech, "Could I have a coffee please?");
            try (WireClient chinese = WireClient.connectTo(one.port(), "tones");
                    WireClient english = WireClient.connectTo(other.port(), "everyday-english")) {
                listens(chinese, "en");
                // Who reads Chinese in a course of English speaks English in it.
                listens(english, "zh-CN");
                // Nobody waits for the model: what is said while it loads is heard when it is there.
                for (int at = 0; at < answer.length; at += 640) {
                    byte[] piece = Pcm16.toBytes(Arrays.copyOfRange(answer, at, Math.min(answer.length, at + 640)));
                    chinese.send(piece);
                    english.send(piece);
                }
                assertThat(transcript(english)).endsWith("have a coffee please");
                assertThat(transcript(chinese)).endsWith("have a coffee please");
                Recogniser zh = speech.recognisers().opened("zh").orElseThrow();
                assertThat(zh.name()).isEqualTo("vosk/" + CHINESE_MODEL);
                assertThat(speech.recognisers().opened("en").orElseThrow()).isNotSameAs(zh);
                assertThat(speech.recognisers().figures())
                        .extracting(LanguageFigures::language, LanguageFigures::state, LanguageFigures::sessions)
                        .containsExactly(tuple("en", State.OPEN, 1), tuple("zh", State.OPEN, 1));
            }
        }
    }

    @Test
    void aLanguageWithoutAModelIsToldInTheReadersAndTypingWorks() throws Exception {
        try (var wiring = new Wiring(settings(), true);
                Serving serving = Serving.start(wiring);
                WireClient client = WireClient.connectTo(serving.port(), "chansons")) {
            EmbeddedSpeech speech = Objects.requireNonNull(wiring.speech());
            assertThat(speech.awaitSettled(Duration.ofMinutes(2))).isTrue();
            listens(client, "zh-CN");
            client.send(new byte[1_280]);
            client.send(new byte[1_280]);
            JsonNode notice = client.next("parley.notice");
            assertThat(notice.path("code").asText()).isEqualTo("language_not_heard");
            assertThat(notice.path("message").asText()).contains("\u6cd5\u8bed");
            List<JsonNode> answered = client.converse("m1", "Hello");
            assertThat(answered).noneMatch(event -> event.path("type").asText().equals("parley.notice"));
            assertThat(answered.getLast().at("/response/status").asText()).isEqualTo("completed");
            // Mathematics is heard as it is read, as far as that is possible.
            assertThat(Hearing.spoken(wiring.shelf().course("numbers").orElseThrow(), wiring.settings())
                            .inOrder("zh-CN"))
                    .containsExactly("zh", "en");
            assertThat(speech.hearing(List.of("fr"), () -> {})).isEqualTo(new HoldAnswer.NoModel("fr"));
        }
    }

    private static void listens(WireClient client, String locale) throws Exception {
        client.send("{\"type\":\"session.update\",\"session\":{\"parley\":{\"locale\":\"" + locale
                + "\"},\"audio\":{\"input\":{\"format\":{\"type\":\"audio/pcm\",\"rate\":" + RATE_HZ + "}}}}}");
        client.next("session.updated");
    }

    private static String transcript(WireClient client) throws Exception {
        return client.next("conversation.item.input_audio_transcription.completed")
                .path("transcript")
                .asText();
    }

    private static short[] spoken(EmbeddedSpeech speech, String text) throws Exception {
        Voices voices = ((Readiness.Ready<Voices>) speech.voices()).part();
        Synthesis synthesis = voices.speaking("en").orElseThrow().synthesise(text, VoiceSettings.USUAL);
        short[] sound = new Resampler(synthesis.rateHz(), RATE_HZ).resample(synthesis.samples());
        short[] all = new short[RATE_HZ / 2 + sound.length + 3 * RATE_HZ];
        System.arraycopy(sound, 0, all, RATE_HZ / 2, sound.length);
        return all;
    }
}
