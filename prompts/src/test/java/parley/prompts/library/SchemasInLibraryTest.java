package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.prompts.library.PromptDesk.Release;
import parley.prompts.source.AuthoringException;

/** Schemas that stand beside the prompts, over the real folder. */
class SchemasInLibraryTest {
    private static final String GREET =
            "---\ninput:\n  schema:\n    home: place, where they live\n---\nFrom {{home.city}}.\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private int written;

    @Test
    void aPromptTakesInputsByASchemaOfItsOwnFile() throws Exception {
        write("greet.prompt", GREET);
        write("place.schema.yaml", "city: string\n");
        PromptLibrary library = PromptLibrary.over(folder);

        assertThat(text(library)).isEqualTo("From Oslo.");
        assertThatThrownBy(() -> library.get("greet", "en").render(Map.of("home", Map.of("town", "Oslo")), List.of()))
                .isInstanceOf(AuthoringException.class)
                .hasMessageContaining("home.city");
    }

    @Test
    void anEditedSchemaCountsAtOnceAndABrokenOneLeavesTheLastGoodOne() throws Exception {
        write("greet.prompt", GREET);
        write("place.schema.yaml", "city: string\n");
        PromptLibrary library = PromptLibrary.over(folder);

        write("place.schema.yaml", "city: strong\n");
        library.refresh();
        assertThat(text(library)).isEqualTo("From Oslo.");
        assertThat(library.findings())
                .anySatisfy(finding -> assertThat(finding.asLine()).contains("place.schema.yaml:1:", "strong"));

        write("place.schema.yaml", "city: string\nzip: integer\n");
        library.refresh();
        assertThat(library.findings()).isEmpty();
        assertThatThrownBy(() -> text(library)).hasMessageContaining("home.zip");
    }

    @Test
    void aVersionKeepsTheSchemaThatItWasMadeWith() throws Exception {
        write("greet.prompt", GREET);
        write("place.schema.yaml", "city: string\n");
        var store = new FolderPromptStore(folder);
        PromptLibrary library = PromptLibrary.of(store, Label.PRODUCTION);
        var desk = new PromptDesk(library, store, ReleaseGate.closed("none"), Clock.systemUTC());
        desk.release("greet", new Release(Label.PRODUCTION, null, 1, "Ann", "first", null));
        String released = library.live("greet", null, "en", null).version();

        write("place.schema.yaml", "city: string\nzip: integer\n");
        library.refresh();
        assertThat(text(library)).isEqualTo("From Oslo.");
        assertThat(library.live("greet", null, "en", null).version()).isEqualTo(released);
        assertThat(desk.state("greet", "working").id())
                .as("another schema makes another version")
                .isNotEqualTo(desk.state("greet", "production").id());
        assertThat(text(PromptLibrary.of(new FolderPromptStore(folder), Label.PRODUCTION)))
                .as("after a start")
                .isEqualTo("From Oslo.");
    }

    @Test
    void authorsSeeTheSchemasOfAPromptAmongItsFiles() throws Exception {
        write("greet.prompt", GREET);
        write("place.schema.yaml", "city: string\nland: land\n");
        write("land.schema.yaml", "code: string\n");
        write("unused.schema.yaml", "x: string\n");
        var store = new FolderPromptStore(folder);
        var desk = new PromptDesk(
                PromptLibrary.of(store, Label.PRODUCTION), store, ReleaseGate.closed("none"), Clock.systemUTC());

        assertThat(desk.details("greet").files())
                .extracting(PromptDesk.SourceFile::fileName)
                .containsExactly("greet.prompt", "land.schema.yaml", "place.schema.yaml");
    }

    private static String text(PromptLibrary library) {
        return library.live("greet", null, "en", null)
                .template()
                .render(Map.of("home", Map.of("city", "Oslo")), List.of())
                .messages()
                .getFirst()
                .text();
    }

    /** Each writing has a time of its own, long past, so that nothing waits until it has settled. */
    private void write(String fileName, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(fileName), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000 + written++)));
    }
}
