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
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.api.Serving;
import parley.api.Wiring;
import parley.api.config.Settings;

/** Courses in the studio over real HTTP and real files. */
class StudioCoursesRestTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static Serving serving;

    @BeforeAll
    static void start() throws Exception {
        serving = Serving.start(new Wiring(Settings.load(data, null, Map.of("PARLEY_PORT", "0")), false));
        answered(201, send("POST", "/api/studio/courses/new", body().put("course", "mine")));
    }

    @AfterAll
    static void stop() {
        serving.close();
    }

    private static ObjectNode body() {
        return JSON.createObjectNode();
    }

    private static HttpResponse<String> send(String method, String path, ObjectNode body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode answered(int status, HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        if (status >= 400) {
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        }
        return JSON.readTree(response.body());
    }

    private static ObjectNode save(String name, String text, String expectedHash) {
        return body().put("course", "mine").put("name", name).put("text", text).put("expected_hash", expectedHash);
    }

    private static JsonNode file(String name) throws Exception {
        return answered(200, get("/api/studio/courses/mine/file?name=" + name));
    }

    @Test
    void own_and_shipped_courses_are_listed_with_their_contents() throws Exception {
        JsonNode courses = answered(200, get("/api/studio/courses")).path("courses");
        assertThat(courses.findValuesAsText("id")).contains("everyday-english", "mine");
        JsonNode shipped = answered(200, get("/api/studio/courses/algebra"));
        assertThat(shipped.path("own").asBoolean()).isFalse();
        assertThat(shipped.path("files").findValuesAsText("name")).contains("course.yaml", "fractions.yaml");
        JsonNode concept = shipped.path("outline").get(0).path("concepts").get(0);
        assertThat(concept.path("file").asText()).endsWith(".yaml").doesNotContain("/");
        assertThat(concept.path("line").asInt()).isPositive();
        assertThat(concept.path("items").get(0).path("line").asInt())
                .isGreaterThan(concept.path("line").asInt());
    }

    @Test
    void a_course_that_cannot_be_used_is_marked_and_hides_no_other() throws Exception {
        answered(
                201,
                send(
                        "POST",
                        "/api/studio/courses/copy",
                        body().put("course", "mine").put("as", "unwell")));
        assertThat(line("unwell").path("broken").asBoolean()).isFalse();
        Path folder = data.resolve("courses/unwell");
        Files.writeString(folder.resolve("course.yaml"), "id: unwell\ntitle: Unwell\nunits: [\n");
        assertThat(line("unwell").path("broken").asBoolean()).isTrue();
        assertThat(line("mine").path("broken").asBoolean()).isFalse();

        Files.writeString(folder.resolve("course.yaml"), "# " + "x".repeat(1024 * 1024));
        assertThat(line("unwell").path("broken").asBoolean()).isTrue();
        JsonNode opened = answered(200, get("/api/studio/courses/unwell"));
        assertThat(opened.path("files").get(0).path("name").asText()).isEqualTo("course.yaml");
        assertThat(opened.path("files").get(0).hasNonNull("characters")).isFalse();
        assertThat(opened.path("findings").toString()).contains("larger than");
        answered(413, get("/api/studio/courses/unwell/file?name=course.yaml"));
    }

    @Test
    void a_course_whose_folder_is_gone_is_no_course_any_longer() throws Exception {
        answered(201, send("POST", "/api/studio/courses/new", body().put("course", "fleeting")));
        try (var files = Files.walk(data.resolve("courses/fleeting"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        answered(404, get("/api/studio/courses/fleeting"));
        answered(404, send("POST", "/api/studio/courses/check", body().put("course", "fleeting")));
        assertThat(answered(200, get("/api/studio/courses")).path("courses").findValuesAsText("id"))
                .doesNotContain("fleeting");
    }

    private static JsonNode line(String id) throws Exception {
        for (JsonNode course : answered(200, get("/api/studio/courses")).path("courses")) {
            if (course.path("id").asText().equals(id)) {
                return course;
            }
        }
        throw new AssertionError("There is no course " + id + " in the list");
    }

    @Test
    void an_edit_is_saved_and_a_later_one_of_the_same_text_conflicts() throws Exception {
        JsonNode read = file("numbers.yaml");
        String text = read.path("text").asText();
        String hash = read.path("hash").asText();
        JsonNode saved =
                answered(200, send("PUT", "/api/studio/courses/file", save("numbers.yaml", text + "\n# a\n", hash)));
        assertThat(saved.path("hash").asText()).isNotEqualTo(hash);

        JsonNode refused =
                answered(409, send("PUT", "/api/studio/courses/file", save("numbers.yaml", text + "\n# b\n", hash)));
        assertThat(refused.path("current").path("text").asText()).isEqualTo(text + "\n# a\n");
        assertThat(refused.path("current").path("hash").asText())
                .isEqualTo(saved.path("hash").asText());
        assertThat(Files.readString(data.resolve("courses/mine/numbers.yaml"))).isEqualTo(text + "\n# a\n");
        // A new file is not made over one that is there.
        answered(
                409,
                send(
                        "PUT",
                        "/api/studio/courses/file",
                        body().put("course", "mine").put("name", "numbers.yaml").put("text", "x")));
    }

    @Test
    void what_is_not_saved_yet_is_checked_with_place_and_field() throws Exception {
        String text = file("words.yaml").path("text").asText().replaceFirst("kind: cloze", "kind: riddle");
        ObjectNode check = body().put("course", "mine").put("whole", false);
        check.putObject("edited").put("words.yaml", text);
        JsonNode checked = answered(200, send("POST", "/api/studio/courses/check", check));
        assertThat(checked.path("usable").asBoolean()).isFalse();
        JsonNode finding = checked.path("findings").get(0);
        assertThat(checked.path("findings").findValuesAsText("field"))
                .as(checked.toString())
                .contains("concepts[0].items[1].kind");
        for (JsonNode other : checked.path("findings")) {
            finding = other.path("field").asText().endsWith(".kind") ? other : finding;
        }
        assertThat(finding.path("file").asText()).isEqualTo("words.yaml");
        assertThat(text.lines()
                        .skip(finding.path("line").asInt() - 1)
                        .findFirst()
                        .orElseThrow())
                .contains("riddle");
        assertThat(finding.path("column").asInt()).isPositive();
        assertThat(Files.readString(data.resolve("courses/mine/words.yaml"))).doesNotContain("riddle");
    }

    @Test
    void a_whole_check_grades_the_answers() throws Exception {
        answered(
                201,
                send(
                        "POST",
                        "/api/studio/courses/copy",
                        body().put("course", "mine").put("as", "mine-too")));
        assertThat(Files.readString(data.resolve("courses/mine-too/course.yaml")))
                .contains("id: mine-too");
        JsonNode checked = answered(
                200,
                send(
                        "POST",
                        "/api/studio/courses/check",
                        body().put("course", "mine-too").put("whole", true)));
        assertThat(checked.path("usable").asBoolean()).isTrue();
        assertThat(checked.path("errors").asInt()).as(checked.toString()).isZero();
    }

    @Test
    void shipped_courses_are_read_only_and_nobodys_course_is_written_over() throws Exception {
        JsonNode read = answered(200, get("/api/studio/courses/algebra/file?name=course.yaml"));
        answered(
                403,
                send(
                        "PUT",
                        "/api/studio/courses/file",
                        save("course.yaml", "x", read.path("hash").asText()).put("course", "algebra")));
        answered(409, send("POST", "/api/studio/courses/new", body().put("course", "mine")));
        answered(400, send("POST", "/api/studio/courses/new", body().put("course", "../mine")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../parley.yaml",
                "texts/../course.yaml",
                "/etc/passwd.md",
                "..%2F..%2Fx.yaml",
                "a\\b.yaml",
                ".hidden.yaml",
                "course.yaml/x.md",
                "notes.txt",
                "a/b/c/d/e.md",
                "nul\0.md"
            })
    void names_that_lead_elsewhere_are_refused(String name) throws Exception {
        var response = send("PUT", "/api/studio/courses/file", save(name, "x", ""));
        assertThat(response.statusCode()).as(response.body()).isBetween(400, 409);
        assertThat(response.body()).contains("\"detail\"");
        assertThat(data.resolve("parley.yaml")).doesNotExist();
    }

    @Test
    void links_are_not_followed() throws Exception {
        Path secret = Files.writeString(data.resolve("secret.md"), "secret");
        Files.createSymbolicLink(data.resolve("courses/mine/link.md"), secret);
        Files.createSymbolicLink(data.resolve("courses/mine/folder"), data);
        Files.createSymbolicLink(data.resolve("courses/linked"), data);
        for (String path : new String[] {
            "/api/studio/courses/mine/file?name=link.md",
            "/api/studio/courses/mine/file?name=folder/secret.md",
            "/api/studio/courses/linked/file?name=secret.md"
        }) {
            var response = get(path);
            assertThat(response.statusCode()).as(path).isIn(403, 404);
            assertThat(response.body()).doesNotContain("secret\"");
        }
        answered(403, send("PUT", "/api/studio/courses/file", save("link.md", "changed", "")));
        assertThat(Files.readString(secret)).isEqualTo("secret");
    }

    @Test
    void what_is_too_large_or_no_json_is_refused() throws Exception {
        answered(413, send("PUT", "/api/studio/courses/file", save("x.md", "x".repeat(1024 * 1024 + 1), "")));
        answered(413, send("PUT", "/api/studio/courses/file", save("x.md", "x".repeat(2 * 1024 * 1024), "")));
        answered(400, send("PUT", "/api/studio/courses/file", body().put("strange", "field")));
        var form = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + "/api/studio/courses/new"))
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"course\":\"forged\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        answered(415, form);
        assertThat(data.resolve("courses/forged")).doesNotExist();
    }
}
