package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.api.Serving;
import parley.api.Wiring;
import parley.api.config.Settings;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;

/** A key goes to its endpoint and nowhere else: no output, no log, no page, whatever goes wrong. */
class KeysStaySecretTest {
    private static final String SECRET = "sk-s3cr3t-0123456789";
    private static final Map<String, String> ENVIRONMENT = Map.of("GATEWAY_KEY", SECRET);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Path settings() {
        return folder.resolve("settings.yaml");
    }

    @BeforeEach
    void makeData() throws Exception {
        Files.createDirectories(data());
    }

    /** One endpoint that repeats the key in what it refuses with, and one that nothing listens at. */
    private void configure(ScriptedStreamServer server) throws Exception {
        Files.writeString(
                settings(),
                Settings.shippedText()
                        .replace("true or false.\n  enabled: true", "true or false.\n  enabled: false")
                        .replace("port: 8080", "port: 0")
                        .replace("  catalogue: []", """
                                  catalogue:
                                    - {name: told, base-url: "%s", model: m, key-env: GATEWAY_KEY}
                                    - {name: gone, base-url: "%s", model: m, key-env: GATEWAY_KEY}
                                """.formatted(
                                        server.baseUrl(), ScriptedStreamServer.refusingUrl())));
    }

    private static StreamScript quoting() {
        return StreamScript.refusal(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + SECRET + "\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "model list, 0",
        "model list --json, 0",
        "model test --all, 1",
        "doctor --online, 1",
        "doctor --online --json, 1",
        "chat, 0"
    })
    void noCommandShowsOrLogsIt(String command, int code) throws Exception {
        try (var server = ScriptedStreamServer.start(quoting())) {
            configure(server);
            assertThat(run(command.split(" "), ENVIRONMENT)).isEqualTo(code);
            assertThat(everythingWritten()).isNotBlank().doesNotContain(SECRET);
            if (!command.startsWith("model list")) {
                assertThat(server.take(java.time.Duration.ofSeconds(10))
                                .request()
                                .headers()
                                .toString())
                        .contains("Bearer " + SECRET);
            }
        }
    }

    @Test
    void aKeyWithALineBreakIsRefusedInOneLine() throws Exception {
        try (var server = ScriptedStreamServer.start(quoting())) {
            configure(server);
            assertThat(run(new String[] {"model", "test", "told"}, Map.of("GATEWAY_KEY", SECRET + "\nmore")))
                    .isEqualTo(1);
            assertThat(everythingWritten())
                    .startsWith("parley: GATEWAY_KEY: expected a key")
                    .doesNotContain(SECRET);
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void noPageAndNoFigureTellsIt() throws Exception {
        try (var server = ScriptedStreamServer.start(quoting())) {
            configure(server);
            try (Serving serving = Serving.start(new Wiring(Settings.load(data(), settings(), ENVIRONMENT), false));
                    HttpClient http = HttpClient.newHttpClient()) {
                var read = new StringBuilder();
                for (String path : List.of("/api/about", "/api/health", "/api/ops/models", "/metrics")) {
                    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + path));
                    var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                    assertThat(response.statusCode()).isEqualTo(200);
                    read.append(response.body());
                }
                assertThat(read.toString()).contains("told", "gone").doesNotContain(SECRET);
            }
        }
    }

    private int run(String[] args, Map<String, String> environment) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "parley.api.Main"));
        command.addAll(List.of(args));
        command.addAll(
                List.of("--data", data().toString(), "--config", settings().toString()));
        Path said = Files.writeString(folder.resolve("said"), "hello\n");
        var builder = new ProcessBuilder(command)
                .redirectInput(said.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "printed"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** What was printed, and after it every file of the data folder. */
    private String everythingWritten() throws Exception {
        var written = new StringBuilder(Files.readString(folder.resolve("printed")));
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return written.toString();
    }
}
