package parley.api.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.Serving;
import parley.api.Wiring;
import parley.api.config.Settings;

/** The addresses for operators over real HTTP, without a model. */
class OpsServedTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static Serving serving;

    @BeforeAll
    static void start() throws Exception {
        serving = Serving.start(new Wiring(Settings.load(data, null, Map.of("PARLEY_PORT", "0")), false));
    }

    @AfterAll
    static void stop() {
        serving.close();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void without_a_model_there_is_nothing_to_list() throws Exception {
        JsonNode told = new ObjectMapper().readTree(get("/api/ops/models").body());
        assertThat(told.path("models").isEmpty()).isTrue();
        assertThat(told.path("attempts").isEmpty()).isTrue();
        assertThat(told.path("spend").path("tokens").asLong(-1)).isZero();
        assertThat(told.path("first_token").path("counts").size())
                .isEqualTo(told.path("first_token").path("bounds_ms").size() + 1);
    }

    @Test
    void the_page_is_served_under_the_pages_security() throws Exception {
        var page = get("/ops/models");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("'sha256-" + sha256(importMap(page.body())) + "'")
                .doesNotContain("unsafe");
        assertThat(page.body()).contains("<ops-models>");
    }

    private static String importMap(String page) {
        var script = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(script.find()).isTrue();
        return script.group(1);
    }

    private static String sha256(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(hash);
    }

    @Test
    void requests_are_measured_by_their_route() throws Exception {
        get("/api/learner/mastery/a-secret-name");
        get("/js/main.js");
        get("/another-secret-name");
        var metrics = get("/metrics");
        assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body())
                .contains(
                        "http_server_requests_seconds_count{method=\"GET\",status=\"404\",uri=\"/api/learner/mastery/{concept}\"}",
                        "http_server_requests_seconds_count{method=\"GET\",status=\"200\",uri=\"static\"}",
                        "http_server_requests_seconds_count{method=\"GET\",status=\"404\",uri=\"none\"}",
                        "parley_realtime_connections 0",
                        "jvm_memory_used_bytes{")
                .doesNotContain("secret-name");
    }
}
