package parley.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.Serving;
import parley.api.Wiring;
import parley.api.config.Settings;

class ParleyServerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static Serving serving;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

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

    /** The JDK's client does not let one write the Host header. */
    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), serving.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String rawGet(String path, String host, String more) throws IOException {
        return raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + more + "\r\n");
    }

    @Test
    void thePageItsScriptsAndTheWebJarsOfItsImportMapAreServed() throws Exception {
        var page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<parley-app>");
        assertThat(get("/js/main.js").headers().firstValue("Content-Type").orElse(""))
                .contains("javascript");
        Matcher module = Pattern.compile("\"(/webjars/[^\"]+\\.m?js)\"").matcher(page.body());
        assertThat(module.find()).isTrue();
        do {
            var script = get(module.group(1));
            assertThat(script.statusCode()).as(module.group(1)).isEqualTo(200);
            assertThat(script.headers().firstValue("Content-Type").orElse("")).contains("javascript");
        } while (module.find());
    }

    @Test
    void everyAnswerCarriesThePagesSecurity() throws Exception {
        for (String path : new String[] {"/", "/api/health", "/nowhere", "/js/main.js"}) {
            var headers = get(path).headers();
            String policy = headers.firstValue("Content-Security-Policy").orElse("");
            assertThat(policy)
                    .contains("script-src 'self' 'sha256-", "frame-ancestors 'none'", "default-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Permissions-Policy").orElse("")).contains("microphone=(self)");
            assertThat(headers.firstValue("Server")).isEmpty();
        }
    }

    @Test
    void healthAndAboutTellWhatIsThere() throws Exception {
        assertThat(get("/api/health").body()).contains("\"status\":\"ok\"", "\"recogniser\":\"unavailable\"");
        assertThat(get("/api/about").body())
                .contains("\"id\":\"everyday-english\"", "\"state\":\"unavailable\"", "\"name\":\"authored\"");
    }

    @Test
    void aNameThatWasPointedAtThisMachineGetsNowhere() throws Exception {
        assertThat(rawGet("/", "evil.example:" + serving.port(), "")).startsWith("HTTP/1.1 403");
        assertThat(rawGet("/api/health", "127.0.0.1:1", "")).startsWith("HTTP/1.1 403");
        assertThat(rawGet("/api/health", "localhost:" + serving.port(), "")).startsWith("HTTP/1.1 200");
        assertThat(rawGet("/api/health", "[::1]:" + serving.port(), "")).startsWith("HTTP/1.1 200");
        assertThat(rawGet("/api/health", "127.0.0.1:" + serving.port(), "Origin: http://evil.example\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(rawGet("/api/health", "127.0.0.1:" + serving.port(), "Origin: null\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void errorsAreProblemsThatRepeatNothing() throws Exception {
        var missing = get("/api/secret-name");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(missing.body()).contains("\"status\":404").doesNotContain("secret-name");
        var post = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + "/api/about"))
                        .POST(HttpRequest.BodyPublishers.ofString("a secret body"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.body()).doesNotContain("secret");
    }

    @Test
    void whatIsRefusedBeforeItIsReadIsAProblemThatRepeatsNothing() throws Exception {
        String own = "127.0.0.1:" + serving.port();
        for (String answer : new String[] {
            rawGet("/js/..;/secret-name", own, ""),
            rawGet("/%zz-secret-name", own, ""),
            rawGet("/?" + "secret-name".repeat(2_000), own, ""),
            raw("GET /secret-name HTTP/1.1\r\nConnection: close\r\n\r\n")
        }) {
            assertThat(answer)
                    .containsPattern("^HTTP/1.1 4\\d\\d")
                    .contains("application/problem+json", "\"type\":\"about:blank\"", "Content-Security-Policy")
                    .doesNotContain("secret-name");
        }
    }

    @Test
    void nobodyIsGivenACookie() throws Exception {
        String own = "127.0.0.1:" + serving.port();
        List<String> upgrade = List.of(
                "GET /v1/realtime HTTP/1.1",
                "Host: " + own,
                "Connection: Upgrade, close",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Origin: http://evil.example");
        assertThat(raw(String.join("\r\n", upgrade) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("Set-Cookie");
    }

    @Test
    void pathsThatClimbOutAreNotServed() throws Exception {
        for (String path : new String[] {
            "/js/../../parley/api/config/parley.yaml", "/js/%2e%2e/%2e%2e/parley/api/config/parley.yaml",
            "/webjars/../parley/api/config/parley.yaml", "/js/..%2f..%2fparley/api/config/parley.yaml"
        }) {
            String answer = rawGet(path, "127.0.0.1:" + serving.port(), "");
            assertThat(answer).as(path).containsPattern("^HTTP/1.1 40[0-9]").doesNotContain("decoder-threads");
        }
    }

    @Test
    void aTakenPortIsNamedWithTheOptionThatMendsIt(@TempDir Path other) {
        assertThatThrownBy(() -> {
                    var settings = Settings.load(other, null, Map.of("PARLEY_PORT", "" + serving.port()));
                    Serving.start(new Wiring(settings, false)).close();
                })
                .isInstanceOf(ParleyServer.CannotListen.class)
                .hasMessageContaining("" + serving.port())
                .hasMessageContaining("--port");
    }
}
