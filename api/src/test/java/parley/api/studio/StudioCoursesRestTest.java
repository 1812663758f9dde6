package parley.api.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.api.studio.StudioServer.answered;
import static parley.api.studio.StudioServer.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Courses in the studio over real HTTP and real files. */
class StudioCoursesRestTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static StudioServer studio;

    @BeforeAll
    static void start() throws Exception {
        studio = StudioServer.ofCourses(data);
        studio.sent(201, "POST", "/new", body().put("course", "mine"));
    }

    @AfterAll
    static void stop() {
        studio.close();
    }

    private static ObjectNode save(String name, String text, String expectedHash) {
        return body().put("course", "mine").put("name", name).put("text", text).put("expected_hash", expectedHash);
    }

    private static JsonNode file(String name) throws Exception {
        return studio.read("/mine/file?name=" + name);
    }

    @Test
    void own_and_shipped_courses_are_listed_with_their_contents() throws Exception {
        JsonNode courses = studio.read("").path("courses");
        assertThat(courses.findValuesAsText("id")).contains("everyday-english", "mine");
        JsonNode shipped = studio.read("/algebra");
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
        studio.sent(201, "POST", "/copy", body().put("course", "mine").put("as", "unwell"));
        assertThat(line("unwell").path("broken").asBoolean()).isFalse();
        Path folder = data.resolve("courses/unwell");
        Files.writeString(folder.resolve("course.yaml"), "id: unwell\ntitle: Unwell\nunits: [\n");
        assertThat(line("unwell").path("broken").asBoolean()).isTrue();
        assertThat(line("mine").path("broken").asBoolean()).isFalse();

        Files.writeString(folder.resolve("course.yaml"), "# " + "x".repeat(1024 * 1024));
        assertThat(line("unwell").path("broken").asBoolean()).isTrue();
        JsonNode opened = studio.read("/unwell");
        assertThat(opened.path("files").get(0).path("name").asText()).isEqualTo("course.yaml");
        assertThat(opened.path("files").get(0).hasNonNull("characters")).isFalse();
        assertThat(opened.path("findings").toString()).contains("larger than");
        studio.read(413, "/unwell/file?name=course.yaml");
    }

    @Test
    void a_course_whose_folder_is_gone_is_no_course_any_longer() throws Exception {
        studio.sent(201, "POST", "/new", body().put("course", "fleeting"));
        try (var files = Files.walk(data.resolve("courses/fleeting"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        studio.read(404, "/fleeting");
        studio.sent(404, "POST", "/check", body().put("course", "fleeting"));
        assertThat(studio.read("").path("courses").findValuesAsText("id")).doesNotContain("fleeting");
    }

    private static JsonNode line(String id) throws Exception {
        for (JsonNode course : studio.read("").path("courses")) {
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
        JsonNode saved = studio.sent(200, "PUT", "/file", save("numbers.yaml", text + "\n# a\n", hash));
        assertThat(saved.path("hash").asText()).isNotEqualTo(hash);

        JsonNode refused = studio.sent(409, "PUT", "/file", save("numbers.yaml", text + "\n# b\n", hash));
        assertThat(refused.path("current").path("text").asText()).isEqualTo(text + "\n# a\n");
        assertThat(refused.path("current").path("hash").asText())
                .isEqualTo(saved.path("hash").asText());
        assertThat(Files.readString(data.resolve("courses/mine/numbers.yaml"))).isEqualTo(text + "\n# a\n");
        // A new file is not made over one that is there.
        studio.sent(
                409,
                "PUT",
                "/file",
                body().put("course", "mine").put("name", "numbers.yaml").put("text", "x"));
    }

    @Test
    void what_is_not_saved_yet_is_checked_with_place_and_field() throws Exception {
        String text = file("words.yaml").path("text").asText().replaceFirst("kind: cloze", "kind: riddle");
        ObjectNode check = body().put("course", "mine").put("whole", false);
        check.putObject("edited").put("words.yaml", text);
        JsonNode checked = studio.sent(200, "POST", "/check", check);
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
        studio.sent(201, "POST", "/copy", body().put("course", "mine").put("as", "mine-too"));
        assertThat(Files.readString(data.resolve("courses/mine-too/course.yaml")))
                .contains("id: mine-too");
        JsonNode checked = studio.sent(
                200, "POST", "/check", body().put("course", "mine-too").put("whole", true));
        assertThat(checked.path("usable").asBoolean()).isTrue();
        assertThat(checked.path("errors").asInt()).as(checked.toString()).isZero();
    }

    @Test
    void shipped_courses_are_read_only_and_nobodys_course_is_written_over() throws Exception {
        JsonNode read = studio.read("/algebra/file?name=course.yaml");
        studio.sent(
                403,
                "PUT",
                "/file",
                save("course.yaml", "x", read.path("hash").asText()).put("course", "algebra"));
        studio.sent(409, "POST", "/new", body().put("course", "mine"));
        studio.sent(400, "POST", "/new", body().put("course", "../mine"));
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
        var response = studio.send("PUT", "/file", save(name, "x", ""));
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
            "/mine/file?name=link.md", "/mine/file?name=folder/secret.md", "/linked/file?name=secret.md"
        }) {
            var response = studio.send("GET", path, body());
            assertThat(response.statusCode()).as(path).isIn(403, 404);
            assertThat(response.body()).doesNotContain("secret\"");
        }
        studio.sent(403, "PUT", "/file", save("link.md", "changed", ""));
        assertThat(Files.readString(secret)).isEqualTo("secret");
    }

    @Test
    void what_is_too_large_or_no_json_is_refused() throws Exception {
        studio.sent(413, "PUT", "/file", save("x.md", "x".repeat(1024 * 1024 + 1), ""));
        studio.sent(413, "PUT", "/file", save("x.md", "x".repeat(2 * 1024 * 1024), ""));
        studio.sent(400, "PUT", "/file", body().put("strange", "field"));
        var form = StudioServer.HTTP.send(
                studio.request("POST", "/new", "text/plain", body().put("course", "forged")),
                HttpResponse.BodyHandlers.ofString());
        answered(415, form);
        assertThat(data.resolve("courses/forged")).doesNotExist();
    }
}
