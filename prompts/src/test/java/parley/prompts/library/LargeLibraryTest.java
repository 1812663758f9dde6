package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand prompts: what a look at the folder costs is told by the files that it opens, not by a clock. */
class LargeLibraryTest {
    private static final int PROMPTS = 1_000;
    private static final int WITH_TONE = 10;
    private static final Instant WRITTEN = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path folder;

    private final List<String> opened = new ArrayList<>();
    private final SettableClock later = new SettableClock(WRITTEN.plusSeconds(3_600));

    private FolderPromptStore store() {
        return new FolderPromptStore(folder, later, file -> {
            opened.add(String.valueOf(file.getFileName()));
            return DurableFiles.read(file);
        });
    }

    private List<String> openedSince() {
        List<String> files = List.copyOf(opened);
        opened.clear();
        return files;
    }

    @Test
    void oneEditOpensOneFileAndMakesOneBundleAnew() throws Exception {
        write("_tone.prompt", "Be kind.", 0);
        for (int i = 0; i < PROMPTS; i++) {
            write(name(i) + ".prompt", i < WITH_TONE ? "{{>tone}} Say " + i : "Say " + i, 0);
        }
        PromptLibrary library = PromptLibrary.of(store(), Label.PRODUCTION);
        assertThat(openedSince()).hasSize(PROMPTS + 1).doesNotHaveDuplicates();
        Map<String, PromptBundle> before = bundles(library);

        library.refresh();
        assertThat(openedSince()).isEmpty();

        write(name(500) + ".prompt", "Say it again", 1);
        library.refresh();
        assertThat(openedSince()).containsExactly(name(500) + ".prompt");
        assertThat(anew(library, before)).containsExactly(name(500));
        assertThat(library.get(name(500), "en").render(Map.of(), List.of()).messages())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).isEqualTo("Say it again"));

        before = bundles(library);
        write("_tone.prompt", "Be brief.", 2);
        library.refresh();
        assertThat(openedSince()).containsExactly("_tone.prompt");
        assertThat(anew(library, before)).hasSize(WITH_TONE + 1).contains("_tone", name(0), name(WITH_TONE - 1));
    }

    @Test
    void aBrokenEditOpensOneFileEachTimeItIsSavedAndIsToldUntilMended() throws Exception {
        write("_tone.prompt", "Be kind.", 0);
        write("greet.prompt", "{{>tone}} Hello", 0);
        write("other.prompt", "Bye", 0);
        PromptLibrary library = PromptLibrary.of(store(), Label.PRODUCTION);
        PromptBundle good = library.workingCopy("greet").orElseThrow();
        openedSince();

        Files.delete(folder.resolve("_tone.prompt"));
        library.refresh();
        assertThat(library.findings()).as("it may be about to be written again").isEmpty();
        later.passes(DraftFolder.SETTLING);
        library.refresh();
        assertThat(openedSince()).isEmpty();
        assertThat(library.findings()).isNotEmpty();
        assertThat(library.workingCopy("greet")).containsSame(good);

        write("other.prompt", "Goodbye", 1);
        library.refresh();
        assertThat(openedSince()).containsExactly("other.prompt");
        assertThat(library.findings()).as("told as long as it is so").isNotEmpty();
        assertThat(library.workingCopy("greet")).containsSame(good);

        write("_tone.prompt", "Be brief.", 2);
        library.refresh();
        assertThat(library.findings()).isEmpty();
        assertThat(library.workingCopy("greet"))
                .hasValueSatisfying(bundle -> assertThat(bundle.id()).isNotEqualTo(good.id()));
    }

    @Test
    void aPartialThatComesLaterMendsThePromptThatIncludesIt() throws Exception {
        write("greet.prompt", "{{>tone}} Hello", 0);
        PromptLibrary library = PromptLibrary.of(store(), Label.PRODUCTION);
        assertThat(library.findings()).isNotEmpty();

        write("_tone.prompt", "Be brief.", 1);
        library.refresh();

        assertThat(library.findings()).isEmpty();
        assertThat(library.get("greet", "en").render(Map.of(), List.of()).messages())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).contains("Be brief.", "Hello"));
    }

    @Test
    void versionsThatAreLiveAreReadOnceHoweverManyTheyAre() throws Exception {
        int released = 300;
        for (int i = 0; i < released; i++) {
            String fileName = name(i) + ".prompt";
            Map<String, String> texts = new TreeMap<>(Map.of(fileName, "Say " + i));
            String id = PromptVersion.idOf(texts);
            write(".parley/versions/" + name(i) + "/" + id + "/" + fileName, "Say " + i, 0);
            LabelMove move =
                    new LabelMove(LabelMove.Kind.RELEASED, Label.PRODUCTION, id, 0, "Ann", WRITTEN, "first", null);
            write(".parley/labels/" + name(i) + ".yaml", LabelFile.with("", move), 0);
        }
        PromptLibrary library = PromptLibrary.of(store(), Label.PRODUCTION);
        assertThat(library.findings()).isEmpty();
        assertThat(openedSince()).hasSize(2 * released);

        library.refresh();
        for (int i = 0; i < released; i++) {
            assertThat(library.live(name(i), null, "en", "ada").version()).startsWith(name(i) + "@");
        }
        assertThat(openedSince()).isEmpty();
    }

    private static Map<String, PromptBundle> bundles(PromptLibrary library) {
        Map<String, PromptBundle> bundles = new HashMap<>();
        library.names()
                .forEach(name -> bundles.put(name, library.workingCopy(name).orElseThrow()));
        return bundles;
    }

    private static List<String> anew(PromptLibrary library, Map<String, PromptBundle> before) {
        return library.names().stream()
                .filter(name -> library.workingCopy(name).orElseThrow() != before.get(name))
                .toList();
    }

    private static String name(int i) {
        return "say-" + i;
    }

    private void write(String name, String text, int edit) throws IOException {
        Path file = folder.resolve(name);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(WRITTEN.plusSeconds(edit)));
    }
}
