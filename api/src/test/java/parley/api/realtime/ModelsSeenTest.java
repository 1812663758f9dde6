package parley.api.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import parley.api.ScriptedCatalogue;
import parley.api.Serving;
import parley.api.Wiring;
import parley.tutor.models.attempts.AttemptLog;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;

/** What is seen of a call that one model failed and another answered; and what is never seen. */
class ModelsSeenTest {
    private static final String LEARNERS_WORDS = "my secret hobby is pottery";
    private static final String MODELS_WORDS = "Clay is lovely to work with.";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @BeforeEach
    void listen() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void leave() {
        root().detachAppender(log);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static String get(Serving serving, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + path));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void a_failover_is_seen_everywhere_and_nothing_that_was_said_is() throws Exception {
        // An endpoint that repeats the key and the prompt, as some do.
        var refusal = StreamScript.refusal(
                503, "{\"error\":{\"message\":\"busy: " + ScriptedCatalogue.KEY + " said " + LEARNERS_WORDS + "\"}}");
        try (var first = ScriptedStreamServer.start(refusal);
                var second = ScriptedStreamServer.start(StreamScript.answer("Clay is lovely ", "to work with."));
                Serving serving = Serving.start(new Wiring(ScriptedCatalogue.settings(data, first, second), false));
                var client = WireClient.connect(serving.port())) {
            List<JsonNode> reply = client.converse("item_1", LEARNERS_WORDS);
            assertThat(WireClient.text(reply.getLast())).contains(MODELS_WORDS);

            String json = get(serving, "/api/ops/models");
            JsonNode told = new ObjectMapper().readTree(json);
            JsonNode answered = told.path("attempts").get(0);
            JsonNode failed = told.path("attempts").get(1);
            assertThat(answered.path("model").asText()).isEqualTo("second");
            assertThat(answered.path("reason").asText()).isEqualTo("failover");
            assertThat(answered.path("outcome").asText()).isEqualTo("done");
            assertThat(answered.path("completion_tokens").asLong()).isEqualTo(7);
            assertThat(failed.path("model").asText()).isEqualTo("first");
            assertThat(failed.path("outcome").asText()).isEqualTo("server_error");
            assertThat(failed.path("fault").asText()).contains("503");
            assertThat(failed.path("call").asLong())
                    .isEqualTo(answered.path("call").asLong());
            JsonNode models = told.path("models");
            assertThat(models.findValuesAsText("name")).containsExactly("first", "second");
            assertThat(models.get(0).path("failures").asInt()).isPositive();
            assertThat(models.get(1).path("breaker").asText()).isEqualTo("closed");
            assertThat(models.get(1).path("tokens_today").asLong()).isPositive();
            assertThat(models.get(1).path("first_token_p50_ms").isNumber()).isTrue();
            assertThat(told.path("spend").path("budget").path("cost_per_day").asDouble())
                    .isEqualTo(5);

            String metrics = get(serving, "/metrics");
            assertThat(metrics)
                    .containsPattern(
                            "parley_model_attempts_total\\{model=\"first\",outcome=\"server_error\",purpose=\"[a-z]+\",reason=\"first\"} ")
                    .containsPattern(
                            "parley_model_attempts_total\\{model=\"second\",outcome=\"done\",purpose=\"[a-z]+\",reason=\"failover\"} ")
                    .contains(
                            "parley_model_breaker{model=\"second\",state=\"closed\"} 1",
                            "parley_realtime_connections 1");

            List<String> lines = log.list.stream()
                    .filter(event -> event.getLoggerName().equals(AttemptLog.LOGGER))
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
            assertThat(lines)
                    .anyMatch(line -> line.contains(" model=first ") && line.contains(" fault=server_error "))
                    .anyMatch(line -> line.contains(" model=second ") && line.contains(" outcome=done "));
            String all = json
                    + metrics
                    + String.join(
                            "\n",
                            log.list.stream()
                                    .map(ILoggingEvent::getFormattedMessage)
                                    .toList());
            assertThat(all).doesNotContain(ScriptedCatalogue.KEY, "pottery", "Clay");
        }
    }
}
