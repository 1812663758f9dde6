package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.api.Wiring;
import parley.prompts.library.Label;
import parley.prompts.library.PromptDesk;
import parley.prompts.library.PromptVersion;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;

/** Where prompts are kept and which of their versions are live is a setting; both stores hold what a release says. */
class PromptStoreSettingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"folder", "database"})
    void aReplyRecordsTheVersionThatWasReleasedInEitherStore(String store) throws Exception {
        try (var model = ScriptedStreamServer.start(StreamScript.answer("Welcome! Where shall we begin?"))) {
            Prompted.settings(data, model.baseUrl(), "store: " + store);
            PromptVersion released;
            try (Wiring wiring = Prompted.wiring(data)) {
                PromptDesk desk = wiring.promptDesk();
                Prompted.edit(desk, "THE RELEASED ONE", "[]");
                released = Prompted.released(data, Label.PRODUCTION).version();
                Prompted.edit(desk, "THE WORKING COPY", "[]");

                assertThat(Prompted.reply(wiring, "ada").promptVersion())
                        .isEqualTo("tutor-reply@" + released.shortId());
                assertThat(model.take(PATIENCE).request().body())
                        .contains("THE RELEASED ONE")
                        .doesNotContain("THE WORKING COPY");
            }
            assertThat(Files.exists(data.resolve("prompts/tutor-reply.prompt"))).isEqualTo(store.equals("folder"));

            // The command line stands on the same store, and so does the next start.
            assertThat(Prompted.command(data, "show", "tutor-reply").getLast()).contains(released.shortId(), "Ann");
            assertThat(Prompted.command(data, "release", "tutor-reply", "--to", "production"))
                    .first()
                    .isEqualTo("0");
            try (Wiring again = Prompted.wiring(data)) {
                Prompted.reply(again, "ada");
                assertThat(model.take(PATIENCE).request().body()).contains("THE WORKING COPY");
            }
            assertThat(Prompted.command(data, "new", "greet").getLast())
                    .contains(
                            store.equals("folder")
                                    ? data.resolve("prompts/greet.prompt").toString()
                                    : "in the database");
            assertThat(Prompted.command(data, "lint", "greet").getFirst()).isEqualTo("0");

            assertThat(Prompted.command(data, "restore", "tutor-reply", released.shortId()))
                    .first()
                    .isEqualTo("0");
            assertThat(Prompted.command(data, "show", "tutor-reply", "--version", "working")
                            .getLast())
                    .contains("THE RELEASED ONE")
                    .doesNotContain("THE WORKING COPY");
            assertThat(Prompted.command(data, "edit", "summarise"))
                    .satisfiesExactly(
                            code -> assertThat(code).isEqualTo("0"),
                            said -> assertThat(said)
                                    .contains("summarise.prompt", store.equals("folder") ? "watch" : "/studio"));
            assertThat(Prompted.command(data, "edit", "summarise").getLast()).contains("already");
            assertThat(Prompted.command(data, "list").getLast()).containsPattern("summarise +changed by you");
        }
    }

    @Test
    void learnersGetTheVersionsOfTheLabelThatIsSet() throws Exception {
        try (var model = ScriptedStreamServer.start(StreamScript.answer("Welcome! Where shall we begin?"))) {
            Prompted.settings(data, model.baseUrl(), "label: staging");
            try (Wiring wiring = Prompted.wiring(data)) {
                PromptDesk desk = wiring.promptDesk();
                Prompted.edit(desk, "THE STAGED ONE", "[]");
                PromptVersion staged =
                        desk.release("tutor-reply", Prompted.to(Label.STAGING)).version();
                Prompted.edit(desk, "THE PRODUCTION ONE", "[]");
                Prompted.released(data, Label.PRODUCTION);
                desk.list();

                assertThat(Prompted.reply(wiring, "ada").promptVersion()).isEqualTo("tutor-reply@" + staged.shortId());
                assertThat(model.take(PATIENCE).request().body()).contains("THE STAGED ONE");
            }
        }
    }

    @Test
    void learnersGetTheVariantThatIsSetAndRepliesNameIt() throws Exception {
        try (var model = ScriptedStreamServer.start(StreamScript.answer("Welcome! Where shall we begin?"))) {
            Prompted.settings(data, model.baseUrl(), "variant: formal");
            try (Wiring wiring = Prompted.wiring(data)) {
                PromptDesk desk = wiring.promptDesk();
                String usual = desk.file("tutor-reply.prompt").text();
                desk.save(
                        "tutor-reply.formal.prompt",
                        usual.replaceFirst("\\{\\{role \"system\"}}\n", "{{role \"system\"}}\nFORMALLY.\n"),
                        null);

                assertThat(Prompted.reply(wiring, "ada").promptVersion()).startsWith("tutor-reply.formal@");
                assertThat(model.take(PATIENCE).request().body()).contains("FORMALLY.");
            }
        }
    }
}
