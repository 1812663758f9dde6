package parley.api.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.api.studio.StudioServer.GREET;
import static parley.api.studio.StudioServer.file;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;

/** What the studio does with a configured model, which is scripted: trials, and the window that prompts must fit. */
class StudioTrialsRestTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static ScriptedStreamServer model;

    @SuppressWarnings("NullAway.Init")
    private static StudioServer studio;

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(
                data.resolve("parley.yaml"),
                Files.readString(Path.of("../parley.yaml"))
                        .replace("\n  context-tokens: 8192", "\n  context-tokens: 2000"));
        model = ScriptedStreamServer.start(StreamScript.answer("Hello, ", "Ann!"));
        studio = StudioServer.ofPrompts(
                data,
                Map.of(
                        "PARLEY_MODEL_BASE_URL", model.baseUrl().toString(),
                        "PARLEY_MODEL", "small-model",
                        "PARLEY_MODEL_KEY", "sk-test"));
    }

    @AfterAll
    static void stop() throws Exception {
        studio.close();
        model.close();
    }

    @Test
    void the_window_of_the_configured_model_counts() throws Exception {
        // The test's model has 2,000 tokens; the usual window of 8,192 would let this pass.
        studio.sent(
                200,
                "PUT",
                "/file",
                file("long.samples.yaml", "samples:\n  - name: one\n    inputs: {name: Ann, said: hi}\n"));
        String text = GREET.replace("Greet", "Greet warmly and kindly ".repeat(600));
        assertThat(studio.sent(200, "POST", "/lint", file("long.prompt", text))
                        .path("findings")
                        .toString())
                .contains("\"window\"", "the model's window has 2000");
    }

    @Test
    void a_trial_streams_the_models_answer() throws Exception {
        assertThat(studio.read("").path("model").asText()).isNotBlank();
        model.next(StreamScript.answer("Hello, ", "Ann!"));
        var response = StudioServer.HTTP.send(
                studio.request(
                        "POST", "/try", file("hi.prompt", GREET).put("sample", "inputs: {name: Ann, said: hi}\n")),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        StringBuilder text = new StringBuilder();
        String last = "";
        for (String line :
                response.body().lines().filter(line -> !line.isBlank()).toList()) {
            text.append(StudioServer.JSON.readTree(line).path("text").asText());
            last = line;
        }
        assertThat(text).hasToString("Hello, Ann!");
        assertThat(StudioServer.JSON.readTree(last).path("type").asText()).isEqualTo("done");
        assertThat(StudioServer.JSON.readTree(last).path("model").asText()).isEqualTo("small-model");
        assertThat(model.take(PATIENCE).request().body()).contains("Greet Ann.");
    }

    @Test
    void who_leaves_a_trial_stops_the_model() throws Exception {
        model.next(StreamScript.stream().text("Hel").stall());
        HttpResponse<InputStream> response = StudioServer.HTTP.send(
                studio.request(
                        "POST", "/try", file("hi.prompt", GREET).put("sample", "inputs: {name: Bo, said: hi}\n")),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.body().read()).isEqualTo('{');
        ScriptedStreamServer.Exchange asked = model.take(PATIENCE);
        response.body().close();
        asked.clientGone().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
