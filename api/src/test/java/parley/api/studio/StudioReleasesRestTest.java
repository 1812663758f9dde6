package parley.api.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.api.studio.StudioServer.GREET;
import static parley.api.studio.StudioServer.body;
import static parley.api.studio.StudioServer.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Prompts that are released, rolled back, restored, and saved over by somebody else, over real HTTP and real files. */
class StudioReleasesRestTest extends StudioOfPrompts {
    @Test
    void a_prompt_goes_from_an_edit_to_production_and_back() throws Exception {
        JsonNode saved = studio.sent(200, "PUT", "/file", file("greet.prompt", GREET));
        String second = GREET.replace("Greet", "Warmly greet");
        studio.sent(
                200,
                "POST",
                "/release",
                body().put("prompt", "greet").put("to", "production").put("message", "first"));
        studio.sent(
                200,
                "PUT",
                "/file",
                file("greet.prompt", second)
                        .put("expected_hash", saved.path("hash").asText()));
        JsonNode conflict = studio.sent(
                409,
                "PUT",
                "/file",
                file("greet.prompt", "mine")
                        .put("expected_hash", saved.path("hash").asText()));
        assertThat(conflict.path("current").path("text").asText()).isEqualTo(second);
        assertThat(Files.readString(data.resolve("prompts/greet.prompt"))).isEqualTo(second);

        JsonNode compared = studio.sent(
                200,
                "POST",
                "/compare",
                body().put("prompt", "greet").put("from", "production").put("to", "working"));
        JsonNode source = compared.path("sources").get(0);
        assertThat(source.path("before").asText()).contains("Greet {{name}}");
        assertThat(source.path("after").asText()).contains("Warmly greet {{name}}");

        studio.sent(200, "POST", "/release", body().put("prompt", "greet").put("to", "production"));
        assertThat(studio.read("/greet").path("moves")).hasSize(2);
        JsonNode back = studio.sent(
                200, "POST", "/rollback", body().put("prompt", "greet").put("label", "production"));
        assertThat(back.path("moves").get(0).path("kind").asText()).isEqualTo("rolled-back");
        JsonNode oldest = back.path("versions").get(back.path("versions").size() - 1);
        assertThat(back.path("prompt").path("labels").path("production").asText())
                .isEqualTo(oldest.path("id").asText());
        studio.sent(
                200,
                "POST",
                "/restore",
                body().put("prompt", "greet").put("what", oldest.path("id").asText()));
        assertThat(Files.readString(data.resolve("prompts/greet.prompt"))).isEqualTo(GREET);
    }

    @Test
    void who_saw_another_version_or_fewer_moves_neither_releases_nor_rolls_back() throws Exception {
        JsonNode saved = studio.sent(200, "PUT", "/file", file("seen.prompt", GREET));
        String seen =
                studio.read("/seen").path("prompt").path("working_version").asText();
        assertThat(seen).hasSize(16);
        studio.sent(
                200,
                "PUT",
                "/file",
                file("seen.prompt", GREET.replace("Greet", "Warmly greet"))
                        .put("expected_hash", saved.path("hash").asText()));
        ObjectNode release = body().put("prompt", "seen").put("to", "production");
        studio.sent(
                409, "POST", "/release", release.put("expected_version", seen).put("expected_moves", 0));
        seen = studio.read("/seen").path("prompt").path("working_version").asText();
        studio.sent(
                409, "POST", "/release", release.put("expected_version", seen).put("expected_moves", 1));
        studio.sent(200, "POST", "/release", release.put("expected_moves", 0));

        ObjectNode back = body().put("prompt", "seen").put("label", "production");
        studio.sent(409, "POST", "/rollback", back.put("expected_moves", 0));
        studio.sent(409, "POST", "/rollback", back.put("expected_moves", 1).put("expected_version", "0".repeat(16)));
        assertThat(studio.sent(200, "POST", "/rollback", back.put("expected_version", seen))
                        .path("moves"))
                .hasSize(2);
    }

    @Test
    void a_conflict_tells_what_another_program_just_wrote_and_a_file_that_is_no_text_can_be_replaced()
            throws Exception {
        JsonNode saved = studio.sent(200, "PUT", "/file", file("foreign.prompt", GREET));
        Path there = data.resolve("prompts/foreign.prompt");
        Files.writeString(there, "Theirs");
        JsonNode conflict = studio.sent(
                409,
                "PUT",
                "/file",
                file("foreign.prompt", "Mine")
                        .put("expected_hash", saved.path("hash").asText()));
        assertThat(conflict.path("current").path("text").asText()).isEqualTo("Theirs");

        Files.write(there, new byte[] {'O', 'l', (byte) 0xE1});
        Files.setLastModifiedTime(there, FileTime.from(Instant.EPOCH));
        JsonNode broken = studio.read("/foreign").path("files").get(0);
        assertThat(broken.path("problem").asText()).contains("UTF-8");
        assertThat(broken.path("text").asText()).isEqualTo("Ol\uFFFD");
        studio.sent(
                200,
                "PUT",
                "/file",
                file("foreign.prompt", "Ol\u00e1")
                        .put("expected_hash", broken.path("hash").asText()));
        assertThat(Files.readString(there)).isEqualTo("Ol\u00e1");
        assertThat(studio.read("/foreign").path("files").get(0).hasNonNull("problem"))
                .isFalse();
    }

    @Test
    void a_working_copy_of_a_shipped_prompt_can_be_taken_away() throws Exception {
        String file = "summarise.prompt";
        String shipped = studio.hash("summarise", file);
        JsonNode saved =
                studio.sent(200, "PUT", "/file", file(file, "Say it shorter.\n").put("expected_hash", shipped));
        JsonNode detail = studio.sent(
                200,
                "POST",
                "/revert",
                body().put("name", file).put("expected_hash", saved.path("hash").asText()));
        assertThat(detail.path("prompt").path("origin").asText()).isEqualTo("shipped");
        assertThat(studio.hash("summarise", file)).isEqualTo(shipped);
    }
}
