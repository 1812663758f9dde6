package parley.tutor.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.tutor.Caller;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.LanguageModel.StreamEnd.Done;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.Purpose;
import parley.tutor.models.scripted.ScriptedRequest;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;
import parley.tutor.models.tools.ToolCall;
import parley.tutor.models.tools.ToolSpec;

/**
 * Our requests beside those of npm's {@code openai} for the same calls: what reaches an endpoint is the same JSON. Needs
 * Node and npm's registry, and is skipped with a word where they are missing.
 */
@Timeout(180)
class RequestShapesTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final List<Message> QUESTION =
            List.of(Message.of(Role.SYSTEM, "You are a tutor."), Message.of(Role.USER, "I \"went\" home, 老师 👋\nline"));
    private static final List<ToolSpec> TOOLS = List.of(new ToolSpec(
            "look_up",
            "Looks up a concept.",
            "{\"type\":\"object\",\"properties\":{\"concept\":{\"type\":\"string\",\"pattern\":\"^[a-z]+$\"}},"
                    + "\"required\":[\"concept\"],\"additionalProperties\":false}"));

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void ourRequestsAreThoseOfTheOpenaiPackage(@TempDir Path folder) throws Exception {
        for (String file : List.of("package.json", "package-lock.json", "ask.mjs")) {
            try (InputStream in =
                    RequestShapesTest.class.getResourceAsStream("/parley/tutor/models/openai-shapes/" + file)) {
                Files.copy(Objects.requireNonNull(in), folder.resolve(file));
            }
        }
        assumeTrue(
                run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
                "npm's package openai is not to be had here");
        try (var server = ScriptedStreamServer.start(StreamScript.answer("Yes."))) {
            assertThat(run(folder, "node", "ask.mjs", server.baseUrl().toString()))
                    .isTrue();
            List<ScriptedRequest> theirs = taken(server);
            try (var model = new OpenAiCompatibleModel(new ModelEndpoint(
                    "m", server.baseUrl(), "sk-test", "some-model", AMPLE, AMPLE, AMPLE, AMPLE, 600, 0.5))) {
                for (ModelCall call : calls()) {
                    assertThat(model.stream(call, delta -> {})).isInstanceOf(Done.class);
                }
            }
            List<ScriptedRequest> ours = taken(server);
            for (int i = 0; i < theirs.size(); i++) {
                assertThat(ours.get(i).method()).isEqualTo(theirs.get(i).method());
                assertThat(ours.get(i).path()).isEqualTo(theirs.get(i).path());
                for (String header : List.of("authorization", "content-type")) {
                    assertThat(ours.get(i).headers().get(header))
                            .isEqualTo(theirs.get(i).headers().get(header));
                }
                assertThat(body(ours.get(i))).isEqualTo(body(theirs.get(i)));
            }
        }
    }

    private static List<ModelCall> calls() {
        List<Message> answered = new ArrayList<>(QUESTION);
        answered.add(new Message.CalledTools("", List.of(new ToolCall("call_a", "look_up", "{\"concept\":\"past\"}"))));
        answered.add(new Message.ToolAnswered("call_a", "look_up", "The simple past."));
        return List.of(call(QUESTION, List.of()), call(QUESTION, TOOLS), call(answered, TOOLS));
    }

    private static ModelCall call(List<Message> messages, List<ToolSpec> tools) {
        return new ModelCall(Purpose.CHAT, Caller.NOBODY, messages, tools, 0, null);
    }

    private static List<ScriptedRequest> taken(ScriptedStreamServer server) throws Exception {
        List<ScriptedRequest> requests = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            requests.add(server.take(AMPLE).request());
        }
        return requests;
    }

    /** A content of null and none mean the same, by the reference of the API. */
    private JsonNode body(ScriptedRequest request) throws IOException {
        JsonNode body = json.readTree(request.body());
        for (JsonNode message : body.get("messages")) {
            if (message.path("content").isNull()) {
                ((ObjectNode) message).remove("content");
            }
        }
        return body;
    }

    private static boolean run(Path folder, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.txt").toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            // Not installed.
            return false;
        }
    }
}
