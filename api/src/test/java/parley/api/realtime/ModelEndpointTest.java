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
            assertThat(WireClient.text(worded.getLast())).startsWith("Good morning! Shall we begin?");
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
                assertThat(WireClient.text(worded.getLast())).startsWith("Good morning!");
                assertThat(worded.getLast().at("/response/parley/worded_by").asText())
                        .isEqualTo("answering");
                assertThat(WireClient.types(worded)).doesNotContain("parley.notice");
                assertThat(refusing.requests()).isEqualTo(1);
            }
        }
    }

    @Test
    void aSpentBudgetIsToldAndHoldsOverARestart(@TempDir Path data) throws Exception {
        try (var model = ScriptedStreamServer.start(StreamScript.answer("Good morning!"))) {
            // The scripted answers report 18 tokens each; the second call's prompt alone is longer than what is left.
            Path file = Files.writeString(
                    data.resolve("settings.yaml"),
                    Settings.shippedText()
                            .replace("port: 8080", "port: 0")
                            .replace("tokens-per-day: 0", "tokens-per-day: 3000")
                            .replace("  catalogue: []", """
                                      catalogue:
                                        - {name: small, base-url: "%s", model: m, max-reply-tokens: 50}
                                    """.formatted(model.baseUrl())));
            model.next(StreamScript.stream()
                    .text("Good morning!")
                    .finishWithoutUsage("stop")
                    .usage(2_980, 10)
                    .done());
            assertThat(wordedBy(data, file, "item_1")).isEqualTo("small");
            assertThat(wordedBy(data, file, "item_2")).isEqualTo("authored");
            assertThat(model.requests()).isEqualTo(1);
        }
    }

    /** Who worded the reply of a server that is started for it and stopped after it. */
    private static String wordedBy(Path data, Path file, String item) throws Exception {
        try (Serving serving = Serving.start(new Wiring(Settings.load(data, file, Map.of()), false));
                var client = WireClient.connect(serving.port())) {
            List<JsonNode> worded = client.converse(item, "hello");
            return worded.getLast().at("/response/parley/worded_by").asText();
        }
    }
}
