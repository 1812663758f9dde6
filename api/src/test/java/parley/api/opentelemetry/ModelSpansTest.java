package parley.api.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.api.ops.SeenModels;
import parley.tutor.models.ModelAttempt.Reason;
import parley.tutor.models.ModelFault;

/** Spans arrive at a collector over a real connection, with the conventions' names. */
class ModelSpansTest {
    private static final List<parley.tutor.models.ModelEntry> CATALOGUE = List.of(SeenModels.FAST, SeenModels.LOCAL);

    private static ModelSpans spans(Map<String, String> environment) {
        return ModelSpans.wanted(environment, CATALOGUE).orElseThrow();
    }

    @Test
    void attempts_arrive_as_spans_with_the_conventions_names() throws Exception {
        try (var receiver = new OtlpReceiver()) {
            try (ModelSpans spans = spans(Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    receiver.url(),
                    "OTEL_EXPORTER_OTLP_HEADERS",
                    "authorization=Bearer collector"))) {
                spans.ended(SeenModels.failed(
                        1, Reason.FIRST, ModelFault.of(ModelFault.Kind.UNREACHABLE, "Nothing listens there")));
                spans.ended(SeenModels.answered(1));
            }
            OtlpReceiver.Sent sent = receiver.take();
            assertThat(sent.path()).isEqualTo("/v1/traces");
            assertThat(sent.contentType()).isEqualTo("application/x-protobuf");
            assertThat(sent.authorization()).isEqualTo("Bearer collector");
            assertThat(sent.body())
                    .contains(
                            "service.name",
                            "parley",
                            "chat fast-7b",
                            "chat local-7b",
                            "gen_ai.operation.name",
                            "gen_ai.request.model",
                            "gen_ai.provider.name",
                            "deepseek",
                            "gen_ai.conversation.id",
                            "gen_ai.usage.input_tokens",
                            "gen_ai.usage.output_tokens",
                            "gen_ai.response.time_to_first_chunk",
                            "first_token",
                            "server.address",
                            "api.deepseek.com",
                            "error.type",
                            "unreachable",
                            "Nothing listens there")
                    .doesNotContain("sk-secret", "secret-path", "127.0.0.1:11434/v1");
        }
    }

    @Test
    void the_attempts_of_one_call_share_a_trace() throws Exception {
        try (var receiver = new OtlpReceiver()) {
            try (ModelSpans spans = spans(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url()))) {
                spans.ended(SeenModels.failed(1, Reason.FIRST, ModelFault.of(ModelFault.Kind.CUT, "cut")));
                spans.ended(SeenModels.answered(1));
                spans.ended(SeenModels.answered(2));
            }
            // A span begins with its trace's id: field 1, 16 bytes; and its own: field 2, 8 bytes.
            List<String> traces = Pattern.compile("\n\u0010(.{16})\u0012\b.{8}", Pattern.DOTALL)
                    .matcher(receiver.take().body())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(traces).hasSize(3);
            assertThat(traces.get(1)).isEqualTo(traces.get(0)).isNotEqualTo(traces.get(2));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',                            '',       '',     false
            http://127.0.0.1:4318,         '',       '',     true
            http://127.0.0.1:4318,         none,     '',     false
            http://127.0.0.1:4318,         '',       true,   false
            '',                            otlp,     '',     true
            """)
    void spans_are_off_unless_an_exporter_is_configured(
            String endpoint, String exporter, String disabled, boolean wanted) {
        assertThat(TracingWish.in(Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT", endpoint,
                        "OTEL_TRACES_EXPORTER", exporter,
                        "OTEL_SDK_DISABLED", disabled)))
                .isEqualTo(wanted);
    }

    @Test
    void settings_that_cannot_be_used_cost_the_spans_and_not_the_start() {
        assertThat(ModelSpans.wanted(Map.of("OTEL_TRACES_EXPORTER", "carrier-pigeon"), CATALOGUE))
                .isEmpty();
        assertThat(ModelSpans.wanted(
                        Map.of(
                                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4317",
                                "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
                        CATALOGUE))
                .isEmpty();
        assertThat(ModelSpans.wanted(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "not an address"), CATALOGUE))
                .isEmpty();
    }

    @Test
    void a_collector_that_is_away_holds_nothing_up() {
        try (ModelSpans spans =
                spans(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", "OTEL_BSP_SCHEDULE_DELAY", "10"))) {
            for (int i = 0; i < 5_000; i++) {
                spans.ended(SeenModels.answered(i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, openai, 443",
        "https://api.deepseek.com/v1, deepseek, 443",
        "https://api.moonshot.cn/v1, moonshot_ai, 443",
        "https://notopenai.com.example/v1, openai, 443",
        "https://x.ai/v1, x_ai, 443",
        "https://max.ai/v1, openai, 443",
        "http://127.0.0.1:11434/v1, openai, 11434",
        "http://[::1]/v1, openai, 80"
    })
    void the_provider_is_known_by_its_host(URI url, String name, long port) {
        assertThat(Provider.of(url)).isEqualTo(name);
        assertThat(Provider.port(url)).isEqualTo(port);
    }
}
