package parley.api.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import parley.api.Serving;
import parley.api.Wiring;
import parley.api.config.Settings;

/** A served installation, and the studio's endpoints for courses or for prompts asked over real HTTP. */
final class StudioServer implements AutoCloseable {
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final ObjectMapper JSON = new ObjectMapper();

    static final String GREET = """
        ---
        description: Greets.
        input:
          schema:
            name: string
            said?: string
        ---
        {{role "system"}}
        Greet {{name}}.
        {{role "user"}}
        {{learner said}}
        """;

    private final Serving serving;
    private final String room;

    private StudioServer(Path data, Map<String, String> environment, String room) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PARLEY_PORT", "0");
        this.serving = Serving.start(new Wiring(Settings.load(data, null, all), false));
        this.room = room;
    }

    static StudioServer ofCourses(Path data) throws Exception {
        return new StudioServer(data, Map.of(), "/api/studio/courses");
    }

    /** With a folder for prompts of one's own. */
    static StudioServer ofPrompts(Path data, Map<String, String> environment) throws Exception {
        Files.createDirectories(data.resolve("prompts"));
        return new StudioServer(data, environment, "/api/studio/prompts");
    }

    static ObjectNode body() {
        return JSON.createObjectNode();
    }

    static ObjectNode file(String name, String text) {
        return body().put("name", name).put("text", text);
    }

    HttpRequest request(String method, String path, ObjectNode body) {
        return request(method, path, "application/json", body);
    }

    HttpRequest request(String method, String path, String contentType, ObjectNode body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + room + path))
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    HttpResponse<String> send(String method, String path, ObjectNode body) throws Exception {
        return HTTP.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
    }

    /** What is answered with the status that is expected; a refusal is problem+json. */
    JsonNode sent(int status, String method, String path, ObjectNode body) throws Exception {
        return answered(status, send(method, path, body));
    }

    static JsonNode answered(int status, HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        if (status >= 400) {
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        }
        return JSON.readTree(response.body());
    }

    JsonNode read(String path) throws Exception {
        return read(200, path);
    }

    JsonNode read(int status, String path) throws Exception {
        return sent(status, "GET", path, body());
    }

    /** The hash of one of a prompt's files. */
    String hash(String prompt, String file) throws Exception {
        for (JsonNode one : read("/" + prompt).path("files")) {
            if (one.path("name").asText().equals(file)) {
                return one.path("hash").asText();
            }
        }
        throw new AssertionError("there is no " + file);
    }

    @Override
    public void close() {
        serving.close();
    }
}
