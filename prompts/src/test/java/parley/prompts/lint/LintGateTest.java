package parley.prompts.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.prompts.library.FolderPromptStore;
import parley.prompts.library.Label;
import parley.prompts.library.PromptDesk;
import parley.prompts.library.PromptDesk.Release;
import parley.prompts.library.PromptLibrary;
import parley.prompts.library.PromptRefusal;
import parley.prompts.library.ReleaseGate;

class LintGateTest {
    private static final String GOOD = "---\ninput:\n  schema:\n    topic: string\n---\nAbout {{topic}}.\n";

    @TempDir
    Path folder;

    private Release to(Label label, @Nullable String forced) {
        return new Release(label, null, 1, "Ann", "", forced);
    }

    @Test
    void aVersionThatTheLintRejectsGoesToNoLearnerUnlessForced() throws Exception {
        var store = new FolderPromptStore(folder);
        PromptLibrary library = PromptLibrary.of(store, Label.PRODUCTION);
        var desk = new PromptDesk(
                library, store, new LintGate(LintSettings::usual, ReleaseGate.closed("none")), Clock.systemUTC());
        desk.save("greet.prompt", GOOD, null);
        String first =
                desk.release("greet", to(Label.PRODUCTION, null)).version().id();

        PromptDesk.SourceFile good = desk.file("greet.prompt");
        desk.save("greet.prompt", GOOD.replace("{{topic}}", "{{topik}}"), good.hash());
        assertThatThrownBy(() -> desk.release("greet", to(Label.PRODUCTION, null)))
                .isInstanceOf(PromptRefusal.class)
                .hasMessageContaining("topik");
        assertThat(library.labels("greet").version(Label.PRODUCTION)).contains(first);

        desk.release("greet", to(Label.STAGING, null));
        assertThat(desk.release("greet", to(Label.PRODUCTION, "tried by hand"))
                        .move()
                        .forced())
                .isEqualTo("tried by hand");
    }
}
