package parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.config.Settings;
import parley.api.realtime.WireClient;
import parley.speech.EmbeddedSpeech;
import parley.speech.Readiness;
import parley.speech.audio.Pcm16;
import parley.speech.audio.Resampler;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.Voices;
import parley.tutor.conversation.ConversationId;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.teaching.TeachingMove;

/** Speech in and speech out over a real socket with the real recogniser, voice and store. */
class VoiceOverTheWireTest {
    private static final int RATE_HZ = 16_000;

    @Test
    void aSpokenAnswerIsHeardAndAnsweredAloud(@TempDir Path data) throws Exception {
        assumeTrue(ModelsFolder.find().hasRecogniser(), "the recogniser's model is not unpacked here");
        try (var wiring = new Wiring(Settings.load(data, null, Map.of("PARLEY_PORT", "0")), true)) {
            EmbeddedSpeech speech = java.util.Objects.requireNonNull(wiring.speech());
            assertThat(speech.awaitSettled(Duration.ofMinutes(2))).isTrue();
            askedFor("order-coffee", wiring);
            // No comma: a pause in it would be heard at the speed of the socket, not of speech, and might end the turn.
            short[] answer = spoken(speech, "Could I have a coffee please?");
            try (Serving serving = Serving.start(wiring);
                    WireClient client = WireClient.connect(serving.port())) {
                client.send("{\"type\":\"response.create\"}");
                client.next("response.done");
                client.send("{\"type\":\"session.update\",\"session\":{\"output_modalities\":[\"audio\"],"
                        + "\"audio\":{\"input\":{\"format\":{\"type\":\"audio/pcm\",\"rate\":" + RATE_HZ + "}}}}}");
                client.next("session.updated");

                for (int at = 0; at < answer.length; at += 640) {
                    client.send(Pcm16.toBytes(Arrays.copyOfRange(answer, at, Math.min(answer.length, at + 640))));
                }
                JsonNode heard = client.next("conversation.item.input_audio_transcription.completed");
                assertThat(heard.path("transcript").asText()).isEqualTo("could i have a coffee please");
                assertThat(heard.at("/parley/words")).hasSize(6);

                client.next("output_audio_buffer.started");
                long bytes = 0;
                JsonNode event = client.next();
                for (; !event.path("type").asText().equals("response.done"); event = client.next()) {
                    if (event.path("type").asText().equals("response.output_audio.delta")) {
                        bytes += Base64.getDecoder().decode(event.path("delta").asText()).length;
                        // As a player would that plays without delay.
                        client.send("{\"type\":\"parley.playback\",\"item_id\":\""
                                + event.path("item_id").asText() + "\",\"played_ms\":" + bytes / 48 + "}");
                    }
                }
                assertThat(bytes).as("more than a second at 24 kHz").isGreaterThan(48_000);
                assertThat(event.at("/response/status").asText()).isEqualTo("completed");
                assertThat(event.at("/response/parley/moves"))
                        .map(JsonNode::asText)
                        .contains("Praise");
                assertThat(event.at("/response/output/0/content/0/transcript").asText())
                        .isNotBlank();

                JsonNode turn = client.next("parley.turn").path("turn");
                assertThat(turn.path("origin").asText()).isEqualTo("voice");
                assertThat(turn.path("item_id")).isEqualTo(heard.path("item_id"));
                assertThat(turn.at("/times/end_to_end_ms").isIntegralNumber()).isTrue();
                assertThat(turn.path("moments"))
                        .anySatisfy(moment -> {
                            assertThat(moment.path("decision").asText()).isEqualTo("commit");
                            assertThat(moment.path("reason").asText()).isNotBlank();
                        })
                        .anySatisfy(moment ->
                                assertThat(moment.path("what").asText()).isEqualTo("first_audio"));
            }
        }
    }

    /** A learner who was asked this item before, so that it is asked again rather than a diagnostic question. */
    private static void askedFor(String itemId, Wiring wiring) throws Exception {
        var tutor = wiring.tutor(wiring.usualCourse()).orElseThrow();
        tutor.journal()
                .append(
                        new ConversationId("earlier"),
                        LearnerId.LOCAL,
                        List.of(
                                new LearningEvent.ConversationOpened(tutor.courseId(), Instant.now()),
                                new LearningEvent.TutorReplied(
                                        new TurnId("earlier-1"),
                                        List.of(),
                                        null,
                                        null,
                                        List.of(new TeachingMove.Ask(itemId, false)),
                                        "",
                                        false,
                                        "authored",
                                        Instant.now())));
    }

    /** {@code text} in the embedded voice at the wire's rate, with the silence after it that ends a turn. */
    private static short[] spoken(EmbeddedSpeech speech, String text) throws Exception {
        Voices voices = ((Readiness.Ready<Voices>) speech.voices()).part();
        Synthesis synthesis = voices.speaking("en").orElseThrow().synthesise(text, VoiceSettings.USUAL);
        short[] sound = new Resampler(synthesis.rateHz(), RATE_HZ).resample(synthesis.samples());
        short[] all = new short[RATE_HZ / 2 + sound.length + 3 * RATE_HZ];
        System.arraycopy(sound, 0, all, RATE_HZ / 2, sound.length);
        return all;
    }
}
