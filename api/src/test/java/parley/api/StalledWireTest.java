package parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.api.config.Settings;
import parley.api.realtime.WireClient;
import parley.speech.EmbeddedSpeech;
import parley.speech.audio.Pcm16;
import parley.speech.audio.SampleCount;

/** A client whose network stalled for half a minute and then delivers all that was said meanwhile at once. */
@Timeout(400)
class StalledWireTest {
    private static final int STALL_SECONDS = 32;
    private static final String SENTENCE = "I would like a cup of coffee and a piece of cake.";
    private static final String HEARD = "i would like a cup of coffee and a piece of cake";

    @Test
    void everySentenceIsHeard(@TempDir Path data) throws Exception {
        assumeTrue(ModelsFolder.find().hasRecogniser(), "the recogniser's model is not unpacked here");
        try (var wiring = new Wiring(Settings.load(data, null, Map.of("PARLEY_PORT", "0")), true)) {
            EmbeddedSpeech speech = Objects.requireNonNull(wiring.speech());
            assertThat(speech.awaitSettled(Duration.ofMinutes(2))).isTrue();
            int length = SpokenSound.of(speech, 1_000, SENTENCE).length - SampleCount.RATE_HZ;
            int sentences = Math.ceilDiv(STALL_SECONDS * SampleCount.RATE_HZ, length);
            short[] sound = SpokenSound.of(
                    speech, 1_000, Collections.nCopies(sentences, SENTENCE).toArray(String[]::new));
            assertThat(sound.length).isBetween(32 * SampleCount.RATE_HZ, 39 * SampleCount.RATE_HZ);
            try (Serving serving = Serving.start(wiring);
                    WireClient client = WireClient.connect(serving.port())) {
                client.send("{\"type\":\"session.update\",\"session\":{\"audio\":{\"input\":{\"format\":"
                        + "{\"type\":\"audio/pcm\",\"rate\":16000},\"turn_detection\":"
                        + "{\"type\":\"server_vad\",\"create_response\":false}}}}}");
                client.next("session.updated");
                for (int at = 0; at < sound.length; at += 3_200) {
                    client.send(Pcm16.toBytes(Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 3_200))));
                }
                client.send("{\"type\":\"input_audio_buffer.commit\"}");

                List<String> wanted = Collections.nCopies(sentences, HEARD);
                var heard = new StringJoiner(" ");
                while (heard.length() < String.join(" ", wanted).length() * 9 / 10) {
                    JsonNode event = client.next();
                    String type = event.path("type").asText();
                    assertThat(type).isNotIn("error", "response.created");
                    assertThat(event.path("code").asText()).isNotEqualTo("limit_reached");
                    if (type.equals("conversation.item.input_audio_transcription.completed")) {
                        heard.add(event.path("transcript").asText().toLowerCase(Locale.ROOT));
                    }
                }
                // The recogniser may take a small word for another; none of the sentences is lost or said twice.
                assertThat(heard.toString().split("cup of coffee", -1)).hasSize(sentences + 1);
                assertThat(heard.toString().split("piece of", -1)).hasSize(sentences + 1);
            }
        }
    }
}
