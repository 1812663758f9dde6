package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.prompts.library.LabelMove.Kind;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.library.PromptStore.Draft;
import parley.prompts.library.PromptStore.Edit;

/** What is written to the folder: all or nothing, never through a link, and never refused for what was written before. */
class FolderPromptStoreTest {
    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void severalFilesAreSavedTogetherOrNotAtAll() throws Exception {
        var store = new FolderPromptStore(folder);
        store.saveDrafts(Map.of("a.prompt", new Edit("A", null), "b.prompt", new Edit("B", null)));

        assertRefused(
                Why.CONFLICT,
                () -> store.saveDrafts(Map.of(
                        "a.prompt", new Edit("A2", PromptVersion.hashOf("A")),
                        "b.prompt", new Edit("B2", PromptVersion.hashOf("somebody's")),
                        "c.prompt", new Edit("C", null))));
        assertThat(store.drafts().texts()).isEqualTo(Map.of("a.prompt", "A", "b.prompt", "B"));

        store.saveDrafts(Map.of(
                "a.prompt", new Edit("A2", PromptVersion.hashOf("A")),
                "b.prompt", new Edit(null, PromptVersion.hashOf("B"))));
        assertThat(store.drafts().texts()).isEqualTo(Map.of("a.prompt", "A2"));
        assertNothingUnfinished();
    }

    @Test
    void whatWasMovedIsPutBackWhenTheNextFileCannotBe() throws Exception {
        Path one = Files.writeString(folder.resolve("a.prompt"), "A");
        Path gone = Files.writeString(folder.resolve("b.prompt"), "B");
        Path stuck = Files.createDirectory(folder.resolve("c.prompt"));
        Files.writeString(stuck.resolve("inside"), "no file can be moved over a folder that is not empty");
        Map<Path, @Nullable String> texts = new java.util.LinkedHashMap<>();
        texts.put(one, "A2");
        texts.put(gone, null);
        texts.put(folder.resolve("new.prompt"), "N");
        texts.put(stuck, "C");

        assertThatThrownBy(() -> DurableFiles.replaceAll(folder, texts)).isInstanceOf(IOException.class);

        assertThat(one).hasContent("A");
        assertThat(gone).hasContent("B");
        assertThat(folder.resolve("new.prompt")).doesNotExist();
        assertNothingUnfinished();
    }

    @Test
    void aFileThatIsNoTextIsToldAndCanBeReplacedByWhoSawIt() throws Exception {
        var store = new FolderPromptStore(folder);
        byte[] latin = "Ol\u00e1, {{name}}".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("greet.prompt"), latin);

        Draft seen = store.draft("greet.prompt").orElseThrow();
        assertThat(seen.problem()).contains("UTF-8");
        assertThat(seen.text()).isEqualTo("Ol\uFFFD, {{name}}");
        Files.write(folder.resolve("greet.prompt"), "Ol\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(Why.CONFLICT, () -> store.saveDraft("greet.prompt", "Ol\u00e1", seen.hash()));

        store.saveDraft(
                "greet.prompt",
                "Ol\u00e1",
                store.draft("greet.prompt").orElseThrow().hash());
        assertThat(store.draft("greet.prompt")).contains(new Draft("Ol\u00e1", PromptVersion.hashOf("Ol\u00e1"), null));

        Files.writeString(folder.resolve("huge.prompt"), "x".repeat(PromptStore.MAX_FILE_BYTES + 1));
        Draft huge = store.draft("huge.prompt").orElseThrow();
        assertThat(huge.problem()).contains("larger");
        store.saveDraft("huge.prompt", null, huge.hash());
        assertThat(store.draft("huge.prompt")).isEmpty();
    }

    @Test
    void aLinkIsNotReplaced() throws Exception {
        var store = new FolderPromptStore(folder);
        Path outside = Files.writeString(elsewhere.resolve("x.prompt"), "Outside");
        Files.createSymbolicLink(folder.resolve("greet.prompt"), outside);

        Draft seen = store.draft("greet.prompt").orElseThrow();
        assertThat(seen.problem()).contains("links are not followed");
        assertThat(seen.text()).isEmpty();
        assertRefused(Why.INVALID, () -> store.saveDraft("greet.prompt", "Mine", seen.hash()));
        assertThat(outside).hasContent("Outside");
    }

    @ParameterizedTest
    @ValueSource(strings = {".parley", ".parley/labels", ".parley/versions", ".parley/versions/greet"})
    void noFolderThatIsALinkIsWrittenThrough(String place) throws Exception {
        var store = new FolderPromptStore(folder);
        Path link = folder.resolve(place);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, elsewhere);
        Map<String, String> texts = Map.of("greet.prompt", "Hello");
        String id = PromptVersion.idOf(texts);

        List<ThrowingCallable> writes = new ArrayList<>();
        if (!place.contains("versions")) {
            writes.add(() -> store.move("greet", 0, move(Kind.RELEASED, id, 0)));
        }
        if (!place.contains("labels")) {
            writes.add(() -> store.keep(new PromptVersion("greet", id, "Ann", Instant.EPOCH, ""), texts));
        }
        assertThat(writes).allSatisfy(write -> assertRefused(Why.INVALID, write));
        try (Stream<Path> files = Files.list(elsewhere)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aLockThatIsALinkIsNotWrittenThrough() throws Exception {
        Path target = elsewhere.resolve("made-by-the-lock");
        Files.createDirectories(folder.resolve(".parley"));
        Files.createSymbolicLink(folder.resolve(".parley/lock"), target);

        assertRefused(Why.UNAVAILABLE, () -> new FolderPromptStore(folder).saveDraft("greet.prompt", "Hello", null));
        assertThat(target).doesNotExist();
    }

    @Test
    void aFullFileOfLabelsTakesARollbackAllTheSame() throws Exception {
        var store = new FolderPromptStore(folder);
        List<LabelMove> moves = new ArrayList<>();
        while (LabelFile.text(new PromptLabels(moves)).length() < PromptStore.MAX_FILE_BYTES - 200_000) {
            for (int i = 0; i < 100; i++) {
                moves.add(move(Kind.RELEASED, "%064x".formatted(moves.size()), 0));
            }
        }
        String padding = "#"
                .repeat(PromptStore.MAX_FILE_BYTES
                        - LabelFile.text(new PromptLabels(moves)).length()
                        - 10);
        var labels = new PromptLabels(moves);
        Path file = folder.resolve(".parley/labels/greet.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, LabelFile.text(labels) + padding + "\n");
        assertThat(store.labels().byPrompt()).containsEntry("greet", labels);

        String before = labels.versionAfterRollback(Label.PRODUCTION);
        store.move("greet", moves.size(), move(Kind.ROLLED_BACK, before, 0));

        PromptLabels after = store.labels().byPrompt().getOrDefault("greet", PromptLabels.NONE);
        assertThat(after.version(Label.PRODUCTION)).contains(String.valueOf(before));
        assertThat(after.moves()).hasSizeLessThan(moves.size());
        assertThat(Files.size(file)).isLessThan(PromptStore.MAX_FILE_BYTES);
    }

    private void assertNothingUnfinished() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.contains(DurableFiles.UNFINISHED));
        }
    }

    private static void assertRefused(Why why, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(PromptRefusal.class))
                .satisfies(refusal -> assertThat(refusal.why()).isEqualTo(why));
    }

    private static LabelMove move(Kind kind, @Nullable String version, double share) {
        return new LabelMove(kind, Label.PRODUCTION, version, share, "Ann", Instant.EPOCH, "", null);
    }
}
