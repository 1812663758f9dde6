package parley.api.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
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
    void a_prompt_is_made_translated_sampled_and_brought_back() throws Exception {
        try (var page = new StudioPage(serving.url() + "studio#prompts", folder.resolve("profile"))) {
            page.await("the list", LIMIT, () -> page.present("prompt-new"));
            page.click("prompt-new");
            page.fill("ask-name", "encourage");
            page.click("ask-ok");
            page.await("its first file", LIMIT, () -> page.editorText().contains("name: encourage"));
            page.await("its preview", LIMIT, () -> page.text("preview").contains("the past tense"));
            assertThat(prompts.resolve("encourage.zh-CN.prompt")).exists();

            page.click("file-new");
            page.fill("ask-locale", "es");
            page.click("ask-ok");
            page.await(
                    "the translation", LIMIT, () -> page.text("document-name").equals("encourage.es.prompt"));
            assertThat(page.editorText()).contains("name: encourage");
            assertThat(prompts.resolve("encourage.es.prompt")).doesNotExist();
            page.write(page.editorText().replace("Answer in", "Responde en"));
            page.reload();
            page.await(
                    "what was begun is back",
                    LIMIT,
                    () -> page.text("document-name").equals("encourage.es.prompt")
                            && page.editorText().contains("Responde en"));
            page.click("save");
            page.await("it is saved", LIMIT, () -> page.state().equals("saved"));
            assertThat(Files.readString(prompts.resolve("encourage.es.prompt"))).contains("Responde en");

            page.open("sample-input");
            page.fill("sample-text", "inputs:\n  topic: the future\n  learnerText: Will I?\n");
            page.await("its preview", LIMIT, () -> page.text("preview").contains("the future"));
            page.click("sample-save");
            page.fill("sample-name", "the future");
            page.click("sample-ok");
            page.await(
                    "the sample is in its file",
                    LIMIT,
                    () -> text("encourage.samples.yaml").contains("- name: \"the future\""));

            page.click("pane-versions");
            page.click("release");
            page.await("it is released", LIMIT, () -> page.present("label-staging"));
            page.write(page.editorText().replace("Responde en", "Contesta en"));
            page.click("save");
            page.await("it is saved", LIMIT, () -> page.state().equals("saved"));
            page.click("restore");
            page.accept();
            page.await("the old text", LIMIT, () -> page.editorText().contains("Responde en"));
            assertThat(Files.readString(prompts.resolve("encourage.es.prompt"))).contains("Responde en");
            assertThat(page.complaints())
                    .allMatch(complaint -> complaint.contains("beforeunload") || complaint.contains(" 422 "));
        }
    }

    /** Both were once offered, and going back ended the trial without saying so. */
    @Test
    void a_running_trial_is_ended_before_anything_is_rolled_back() throws Exception {
        try (var page = new StudioPage(serving.url() + "studio#prompts/greet", folder.resolve("profile"))) {
            page.await("the prompt", LIMIT, () -> page.editorText().contains("Greet {{name}}"));
            page.click("pane-versions");
            page.choose("release-to", "production");
            page.click("release");
            page.await("it is released", LIMIT, () -> page.present("rollback-production"));
            page.write(GREET.replace("Greet", "Warmly greet"));
            page.click("save");
            page.await("it is saved", LIMIT, () -> page.state().equals("saved"));
            page.choose("release-to", "production");
            page.choose("release-share", "0.2");
            page.click("release");
            page.await("the trial runs", LIMIT, () -> page.present("trial-end-production"));
            assertThat(page.present("rollback-production")).isFalse();
            page.click("trial-end-production");
            page.accept();
            page.await("it has ended", LIMIT, () -> page.present("rollback-production"));
            assertThat(page.text("versions-notice")).contains("has ended");
            assertThat(page.text("moves")).contains("trial of", "ended").doesNotContain("back to");
        }
    }

    @Test
    void a_slow_answer_does_not_take_the_place_of_a_later_wish() throws Exception {
        Files.writeString(prompts.resolve("other.prompt"), "The other one.\n");
        try (var page = new StudioPage(serving.url() + "studio#prompts", folder.resolve("profile"))) {
            page.await("the list", LIMIT, () -> page.present("prompt-new"));
            page.delay("prompts/greet", Duration.ofMillis(1_500));
            page.go("#prompts/greet");
            page.await("the slow request", LIMIT, page::delayedIsAsked);
            page.go("#prompts/other");
            page.await("the later wish", LIMIT, () -> page.text("document-name").equals("other.prompt"));
            page.await("the slow answer came", LIMIT, page::delayedHasCome);
            assertThat(page.text("document-name")).isEqualTo("other.prompt");
            assertThat(page.editorText()).contains("The other one.");
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

    @Test
    void a_course_whose_folder_is_deleted_meanwhile_is_told_and_what_was_written_stays() throws Exception {
        Path courses = folder.resolve("data/courses");
        try (var page = new StudioPage(serving.url() + "studio#courses", folder.resolve("profile"))) {
            page.await("the courses", LIMIT, () -> page.present("course-new"));
            page.click("course-new");
            assertThat(page.selected()).isEqualTo("my-course");
            page.click("ask-ok");
            page.await("its first file", LIMIT, () -> page.editorText().contains("id: my-course"));
            try (var files = Files.walk(courses.resolve("my-course"))) {
                files.sorted(Comparator.reverseOrder()).forEach(StudioBrowserTest::delete);
            }
            page.write(page.editorText().replace("title:", "title: # mine"));
            page.await(
                    "the author is told",
                    LIMIT,
                    () -> page.text("store-problem").contains("no course"));
            assertThat(page.editorText()).contains("# mine");
            page.click("save");
            page.await(
                    "it is not saved",
                    LIMIT,
                    () -> page.text("document-problem").contains("no course"));
            assertThat(courses.resolve("my-course")).doesNotExist();
            assertThat(page.complaints()).allMatch(complaint -> complaint.contains(" 404 "));
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String fileName) {
        try {
            return Files.readString(prompts.resolve(fileName));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
