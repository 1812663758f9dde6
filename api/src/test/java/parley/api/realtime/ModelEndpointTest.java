package parley.api.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.Serving;
import parley.api.Wiring;
import parley.api.config.Settings;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;

/** An OpenAI-compatible endpoint, faked at the socket, words the replies; when it fails the authored tutor does. */
class ModelEndpointTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void theModelWordsTheReplyAndTheAuthoredTutorStandsIn(@TempDir Path data) throws Exception {
        try (var model = ScriptedStreamServer.start(StreamScript.refusal(503, "{}"));
                Serving serving = Serving.start(new Wiring(
                        Settings.load(
                                data,
                                null,
                                Map.of(
                                        "PARLEY_PORT", "0",
                                        "PARLEY_MODEL_BASE_URL", model.baseUrl().toString(),
                                        "PARLEY_MODEL", "small-model",
                                        "PARLEY_MODEL_KEY", "sk-test")),
                        false));
                var client = WireClient.connect(serving.port())) {
            model.next(StreamScript.answer("Good ", "morning! ", "Shall we begin?"));
            List<JsonNode> worded = client.converse("item_1", "hello");
            assertThat(WireClient.text(worded.getLast())).isEqualTo("Good morning! Shall we begin?");
            assertThat(worded.getLast().at("/response/parley/worded_by").asText())
                    .isEqualTo("small-model");
            var request = model.take(PATIENCE).request();
            assertThat(request.path()).endsWith("/chat/completions");
            assertThat(request.body()).contains("small-model", "hello").doesNotContain("sk-test");
            assertThat(request.headers().toString()).contains("Bearer sk-test");

            List<JsonNode> fallenBack = client.converse("item_2", "a hint please");
            assertThat(WireClient.types(fallenBack)).contains("parley.notice");
            JsonNode notice = fallenBack.stream()
                    .filter(event -> event.path("type").asText().equals("parley.notice"))
                    .findFirst()
                    .orElseThrow();
            assertThat(notice.path("code").asText()).isEqualTo("model_unavailable");
            assertThat(fallenBack.getLast().at("/response/status").asText()).isEqualTo("completed");
            assertThat(fallenBack.getLast().at("/response/parley/worded_by").asText())
                    .isEqualTo("authored");
            assertThat(WireClient.text(fallenBack.getLast())).isNotBlank();
        }
    }

    /** The first has no key and is asked nothing, the second refuses, the third answers. */
    @Test
    void ofACatalogueTheNextModelAnswersForOneThatCannot(@TempDir Path data) throws Exception {
        try (var refusing = ScriptedStreamServer.start(StreamScript.refusal(401, "{}"));
                var answering = ScriptedStreamServer.start(StreamScript.answer("Good morning!"))) {
            Path file = Files.writeString(
                    data.resolve("settings.yaml"),
                    Settings.shippedText().replace("port: 8080", "port: 0").replace("  catalogue: []", """
                              catalogue:
                                - {name: keyless, base-url: "%1$s", model: m, key-env: PARLEY_TEST_NO_SUCH_KEY}
                                - {name: refusing, base-url: "%1$s", model: m}
                                - {name: answering, base-url: "%2$s", model: m}
                            """.formatted(
                                    refusing.baseUrl(), answering.baseUrl())));
            try (Serving serving = Serving.start(new Wiring(Settings.load(data, file, Map.of()), false));
                    var client = WireClient.connect(serving.port())) {
                List<JsonNode> worded = client.converse("item_1", "hello");
                assertThat(WireClient.text(worded.getLast())).isEqualTo("Good morning!");
                assertThat(worded.getLast().at("/response/parley/worded_by").asText())
                        .isEqualTo("answering");
                assertThat(WireClient.types(worded)).doesNotContain("parley.notice");
                assertThat(refusing.requests()).isEqualTo(1);
            }
        }
    }
}
