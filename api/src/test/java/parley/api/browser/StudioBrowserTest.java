package parley.api.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.Serving;
import parley.api.Wiring;
import parley.api.config.Settings;

/** An author edits, previews, releases and meets somebody else's edit, in a real browser against the real server. */
class StudioBrowserTest {
    /** Generous: it only matters when something is broken. */
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static final String GREET = """
        ---
        description: Greets.
        input:
          schema:
            name: string
        ---
        {{role "system"}}
        Greet {{name}}.
        """;

    private static final String SAMPLES = """
        samples:
          - name: Ann comes
            inputs:
              name: Ann
        """;

    @TempDir
    Path folder;

    private Path prompts;
    private Serving serving;

    @BeforeEach
    void serve() throws Exception {
        assumeTrue(
                ParleyPage.installed(),
                "The browser test was skipped: it needs " + ParleyPage.CHROMIUM + " and " + ParleyPage.DRIVER
                        + " (Debian: apt-get install chromium chromium-driver)");
        prompts = Files.createDirectories(folder.resolve("data/prompts"));
        Files.writeString(prompts.resolve("greet.prompt"), GREET);
        Files.writeString(prompts.resolve("greet.samples.yaml"), SAMPLES);
        serving = Serving.start(
                new Wiring(Settings.load(folder.resolve("data"), null, Map.of("PARLEY_PORT", "0")), false));
    }

    @AfterEach
    void stop() {
        if (serving != null) {
            serving.close();
        }
    }

    @Test
    void a_prompt_is_edited_previewed_released_and_not_overwritten() throws Exception {
        try (var page = new StudioPage(serving.url() + "studio#prompts/greet", folder.resolve("profile"))) {
            page.await("the preview", LIMIT, () -> page.text("preview").contains("Greet Ann."));

            page.write(GREET.replace("{{name}}", "{{nobody}}"));
            page.await("a lint mark", LIMIT, () -> page.text("problems").contains("nobody") && page.marks() > 0);
            page.reload();
            page.await(
                    "what was not saved is back",
                    LIMIT,
                    () -> page.state().equals("dirty") && page.editorText().contains("{{nobody}}"));

            page.write(GREET.replace("Greet", "Warmly greet"));
            page.await("the new preview", LIMIT, () -> page.text("preview").contains("Warmly greet Ann."));
            page.click("save");
            page.await("it is saved", LIMIT, () -> page.state().equals("saved"));
            assertThat(Files.readString(prompts.resolve("greet.prompt"))).contains("Warmly");

            page.click("pane-versions");
            page.click("release");
            page.await("it is released", LIMIT, () -> page.present("label-staging"));

            page.write(GREET.replace("Greet", "Coldly greet"));
            String theirs = GREET.replace("Greet", "Briefly greet");
            Files.writeString(prompts.resolve("greet.prompt"), theirs);
            page.await("it can be saved", LIMIT, () -> page.enabled("save"));
            page.click("save");
            page.await("the conflict", LIMIT, () -> page.present("conflict"));
            assertThat(page.text("conflict")).contains("Briefly greet", "Coldly greet");
            assertThat(Files.readString(prompts.resolve("greet.prompt"))).isEqualTo(theirs);
            page.click("conflict-mine");
            page.await("it can be saved", LIMIT, () -> page.enabled("save"));
            page.click("save");
            page.await("it is saved", LIMIT, () -> page.state().equals("saved"));
            assertThat(Files.readString(prompts.resolve("greet.prompt"))).contains("Coldly");
            // Refused requests are told by the browser, too: the broken template's preview, and the save that
            // conflicted.
            assertThat(page.complaints())
                    .allMatch(complaint -> complaint.contains(" 409 ")
                            || complaint.contains(" 422 ")
                            || complaint.contains("beforeunload"));
        }
    }

    @Test
    void a_course_is_made_edited_and_checked() throws Exception {
        try (var page = new StudioPage(serving.url() + "studio#courses", folder.resolve("profile"))) {
            page.await("the courses", LIMIT, () -> page.present("course-new"));
            page.click("course-new");
            page.click("ask-ok");
            page.await("its first file", LIMIT, () -> page.editorText().contains("id: my-course"));
            page.write(page.editorText().replace("units:", "untis:"));
            page.await("a finding", LIMIT, () -> page.marks() > 0);
            page.write(page.editorText().replace("untis:", "units:").replace("title:", "title: # mine"));
            page.await("a finding", LIMIT, () -> page.text("problems").contains("title"));
            page.click("discard");
            page.accept();
            page.click("check");
            page.await(
                    "nothing is wrong", LIMIT, () -> page.text("problem-count").equals("Nothing found"));
            assertThat(page.complaints()).isEmpty();
        }
    }
}
