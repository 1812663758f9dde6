package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import parley.api.config.ModelPreset;
import parley.api.config.Settings;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;

/** {@code model list}, {@code test} and {@code presets}, with endpoints on real sockets that do everything wrong. */
class ModelCommandTest {
    private static final String LIMITS = "limits: {connect: 1 s, first-token: 20 s, idle: 20 s, total: 60 s}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return ParleyCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private int model(String... args) {
        String[] all = Stream.concat(
                        Stream.concat(Stream.of("model"), Stream.of(args)),
                        Stream.of(
                                "--data",
                                folder.toString(),
                                "--config",
                                settings().toString()))
                .toArray(String[]::new);
        return run(all);
    }

    private Path settings() {
        return folder.resolve("settings.yaml");
    }

    /** Settings with these entries in the catalogue, each a line. */
    private void catalogue(String... entries) throws Exception {
        Files.writeString(
                settings(),
                Settings.shippedText()
                        .replace("first-words-budget: 7 s", "first-words-budget: 30 s")
                        .replace("  catalogue: []", "  catalogue:\n    - " + String.join("\n    - ", entries)));
    }

    private static String entry(String name, Object baseUrl, String more) {
        return "{name: " + name + ", base-url: \"" + baseUrl + "\", model: small-1, " + more + "}";
    }

    private String onlyLine() {
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(err.toString()).doesNotContain("Exception", "\tat ");
        return err.toString().strip();
    }

    @Test
    void withoutModelsTheListSaysWhatThenAndATestHasNothingToDo() throws Exception {
        Files.writeString(settings(), Settings.shippedText());
        assertThat(model("list")).isZero();
        assertThat(out.toString()).contains("No model is configured", "models.catalogue", "PARLEY_MODEL_BASE_URL");
        assertThat(model("test")).isEqualTo(1);
        assertThat(onlyLine()).contains("No model is configured");
    }

    @Test
    void theListTellsWhatIsKnownAsATableAndAsJson() throws Exception {
        catalogue(
                "{name: fast, preset: openai, model: small-1, key-env: PARLEY_TEST_NO_SUCH_KEY, tags: [b, a],"
                        + " languages: [zh, en], context-tokens: 16000, price: {input: 0.15, output: 0.60}}",
                "{name: local, preset: ollama, model: qwen3, capabilities: [tools]}");
        Files.writeString(
                settings(),
                Files.readString(settings())
                        .replace(
                                "  routes: []",
                                "  routes:\n    - {purposes: [judge, chat], languages: [zh], candidates: [{model: fast}]}"));
        assertThat(model("list")).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "NAME MODEL AT TAGS LANGUAGES WINDOW USD/MILLION IN, OUT KEY ROUTES",
                        "fast small-1 https://api.openai.com a,b en,zh 16000 0.15, 0.6 MISSING: PARLEY_TEST_NO_SUCH_KEY"
                                + " chat/judge in zh",
                        "local qwen3 http://127.0.0.1:11434 - all 8192 - none what no route takes");
        assertThat(model("list", "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/currency").asText()).isEqualTo("USD");
        JsonNode fast = json.at("/models/0");
        assertThat(fast.path("key").asText()).isEqualTo("missing");
        assertThat(fast.path("context_tokens").asInt()).isEqualTo(16_000);
        assertThat(fast.path("input_per_million").decimalValue()).isEqualByComparingTo("0.15");
        assertThat(fast.path("routes").get(0).asText()).isEqualTo("chat/judge in zh");
        assertThat(json.at("/models/1/capabilities/0").asText()).isEqualTo("tools");
        assertThat(json.at("/models/1/key").asText()).isEqualTo("none");
    }

    @Test
    void presetsAreListedWithTheirAddresses() {
        assertThat(run("model", "presets")).isZero();
        ModelPreset.shipped()
                .forEach(
                        (name, preset) -> assertThat(out.toString()).contains(name, preset.baseUrl(), preset.keyEnv()));
    }

    @Test
    void aTestStreamsASentenceAndTellsItsFigures() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.answer("One ", "who ", "listens."))) {
            catalogue(entry("fast", server.baseUrl(), LIMITS + ", price: {input: 1, output: 2}"));
            assertThat(model("test")).isZero();
            assertThat(err.toString()).isEmpty();
            assertThat(out.toString().lines())
                    .satisfiesExactly(
                            head -> assertThat(head).isEqualTo("fast: small-1 at " + origin(server)),
                            said -> assertThat(said).isEqualTo("  One who listens."),
                            // The scripted answer reports 11 and 7 tokens: 11 × 1 + 7 × 2 millionths.
                            figures -> assertThat(figures)
                                    .startsWith("  first words after ")
                                    .endsWith(", 11 tokens in and 7 out, 0.000025 USD"));
            assertThat(model("test", "fast", "--say", "Say hello.")).isZero();
            assertThat(server.take(java.time.Duration.ofSeconds(10)).request().body())
                    .contains("good teacher");
            assertThat(server.take(java.time.Duration.ofSeconds(10)).request().body())
                    .contains("Say hello.")
                    .doesNotContain("good teacher");
        }
    }

    @Test
    void tokensThatAreNotReportedAreCountedAndFreeOnesHaveNoCost() throws Exception {
        var script = StreamScript.stream()
                .text("One who listens.")
                .finishWithoutUsage("stop")
                .done();
        try (var server = ScriptedStreamServer.start(script)) {
            catalogue(entry("fast", server.baseUrl(), LIMITS + ", tokenizer: cl100k_base"));
            assertThat(model("test")).isZero();
            assertThat(out.toString()).contains("4 out (counted here), no price is set");
        }
    }

    private static String origin(ScriptedStreamServer server) {
        return "http://" + server.baseUrl().getAuthority();
    }

    static Stream<Arguments> faults() {
        String quick = "limits: {connect: 1 s, first-token: 200 ms, idle: 200 ms, total: 60 s}";
        return Stream.of(
                Arguments.of(
                        "a wrong key",
                        StreamScript.refusal(
                                401, "{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"sk-s3cr3t\"}}"),
                        LIMITS,
                        "the key was refused (401, invalid_api_key); it wants a key: name the environment variable"),
                Arguments.of("an unknown model", StreamScript.refusal(404, "{}"), LIMITS, "404"),
                Arguments.of(
                        "a web page",
                        StreamScript.page(200, "text/html; charset=utf-8", "<html>Welcome to our API</html>"),
                        LIMITS,
                        "correct its base-url: it must be the API's address, not a web page's"),
                Arguments.of("a page that is not there", StreamScript.page(404, "text/html", "<html>"), LIMITS, "404"),
                Arguments.of(
                        "a line of 10 MB",
                        StreamScript.stream().data("x".repeat(10 << 20)),
                        LIMITS,
                        "look into the log of the model's server"),
                Arguments.of(
                        "NUL bytes for events",
                        StreamScript.stream()
                                .bytes("data: {\"choices\":[{\0\0\0\n\n")
                                .done(),
                        LIMITS,
                        "correct its base-url"),
                Arguments.of("a reply that never ends", StreamScript.stream().endless("la "), LIMITS, "did not end"),
                Arguments.of(
                        "no words in time",
                        StreamScript.silence(),
                        quick,
                        "raise its limits.first-token and, above it,"),
                Arguments.of(
                        "silence in the middle",
                        StreamScript.stream().text("One ").stall(),
                        quick,
                        "raise its limits.idle"),
                Arguments.of("a cut", StreamScript.stream().text("One ").cut(), LIMITS, "after its first words"),
                Arguments.of("no words at all", StreamScript.answer(), LIMITS, "raise max-reply-tokens"),
                Arguments.of("a failing server", StreamScript.refusal(503, ""), LIMITS, "try again later"),
                Arguments.of("too many requests", StreamScript.refusal(429, "{}"), LIMITS, "raise the quota"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void eachFaultIsOneLineWithWhatToDo(String fault, StreamScript script, String limits, String told)
            throws Exception {
        try (var server = ScriptedStreamServer.start(script)) {
            catalogue(entry("fast", server.baseUrl(), limits));
            assertThat(model("test", "fast")).isEqualTo(1);
            assertThat(onlyLine()).startsWith("parley: fast: ").contains(told);
            assertThat(out.toString() + err).doesNotContain("s3cr3t", "\0");
            assertThat(out.toString().length()).isLessThan(5_000);
        }
    }

    @Test
    void signsThatMoveATerminalsCursorAreNotPassedOnToIt() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.answer("One\0 who\u001b[2J\nlis\u202etens."))) {
            catalogue(entry("fast", server.baseUrl(), LIMITS));
            model("test", "fast");
            assertThat(out.toString()).doesNotContain("\0", "\u001b", "\u202e");
        }
    }

    @Test
    void anEndpointThatIsNotThereIsOneLine() throws Exception {
        catalogue(entry("fast", ScriptedStreamServer.refusingUrl(), LIMITS));
        assertThat(model("test", "fast")).isEqualTo(1);
        assertThat(onlyLine()).startsWith("parley: fast: ").contains("start the model's server");
    }

    @Test
    void aModelWithoutItsKeyIsNotAsked() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.answer("No."))) {
            catalogue(entry("fast", server.baseUrl(), "key-env: PARLEY_TEST_NO_SUCH_KEY"));
            assertThat(model("test", "fast")).isEqualTo(1);
            assertThat(onlyLine())
                    .contains("no key: PARLEY_TEST_NO_SUCH_KEY is not set; set PARLEY_TEST_NO_SUCH_KEY in the env");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void allAreAskedAndOneThatFailsIsEnoughToFail() throws Exception {
        try (var good = ScriptedStreamServer.start(StreamScript.answer("Yes."));
                var bad = ScriptedStreamServer.start(StreamScript.refusal(500, ""))) {
            catalogue(entry("bad", bad.baseUrl(), LIMITS), entry("good", good.baseUrl(), LIMITS));
            assertThat(model("test", "--all")).isEqualTo(1);
            assertThat(onlyLine()).startsWith("parley: bad: ");
            assertThat(out.toString()).contains("bad: small-1", "good: small-1", "  Yes.");
            assertThat(model("test", "good")).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            test none       | there is no such model; expected --all or one of: a, b
            test            | which model? Expected --all or one of: a, b
            test a --all    | expected NAME or --all, not both
            test a --say= | --say: expected 1 to 2000 characters
            """)
    void aMisuseIsOneLineAndCodeTwo(String line, String told) throws Exception {
        catalogue("{name: a, preset: ollama, model: m}", "{name: b, preset: ollama, model: m}");
        assertThat(model(line.split(" "))).isEqualTo(2);
        assertThat(onlyLine()).contains(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            api.example.com/v1                          | it begins with http:// or https://
            https://api.example.com/v1/chat/completions | the address ends before /chat/completions
            https://me:s3cr3t@api.example.com/v1        | keys don't belong in the address
            """)
    void anAddressThatCannotBeRightIsToldBeforeAnythingIsAsked(String address, String told) throws Exception {
        catalogue(entry("fast", address, "max-waiting: 1"));
        assertThat(model("test", "fast")).isEqualTo(1);
        assertThat(onlyLine())
                .contains(settings() + ":", "models.catalogue[0].base-url", told)
                .doesNotContain("s3cr3t");
    }

    @Test
    void theDoctorTellsOfEachModelAndAsksItWhenToldTo() throws Exception {
        try (var good = ScriptedStreamServer.start(StreamScript.answer("Yes."));
                var bad = ScriptedStreamServer.start(StreamScript.refusal(401, "{}"))) {
            catalogue(
                    entry("good", good.baseUrl(), LIMITS),
                    entry("bad", bad.baseUrl(), LIMITS),
                    entry("keyless", bad.baseUrl(), "key-env: PARLEY_TEST_NO_SUCH_KEY"));
            String text = Files.readString(settings())
                    .replace("# Whether the tutor hears and speaks: true or false.\n  enabled: true", "enabled: false")
                    .replace("  routes: []", "  routes:\n    - {courses: [algebar], candidates: [{model: good}]}");
            Files.writeString(settings(), text);
            String[] doctor = {
                "doctor", "--data", folder.toString(), "--config", settings().toString()
            };
            assertThat(run(doctor)).isEqualTo(1);
            assertThat(out.toString())
                    .contains(
                            "model good", "not asked (--online asks it)", "key missing", "set PARLEY_TEST_NO_SUCH_KEY")
                    .contains("is for the course algebar, which does not exist");
            assertThat(good.requests() + bad.requests()).isZero();
            assertThat(run(Stream.concat(Stream.of(doctor), Stream.of("--online"))
                            .toArray(String[]::new)))
                    .isEqualTo(1);
            assertThat(out.toString()).contains("first words after", "the key was refused", "name the environment");
        }
    }
}
