package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.prompts.source.Finding;

/** What an author, an editor or an attacker may leave in the folder. */
class DraftFolderTest {
    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));

    @Test
    void aFileThatIsBeingWrittenIsLeftAloneUntilItSettles() throws Exception {
        var drafts = new DraftFolder(folder, clock);
        write("greet.prompt", "Whole");
        assertThat(drafts.scan().texts()).containsEntry("greet.prompt", "Whole");

        write("greet.prompt", "Wh");
        assertThat(drafts.scan().texts()).containsEntry("greet.prompt", "Whole");
        write("greet.prompt", "Whole and new");
        assertThat(drafts.scan().texts()).containsEntry("greet.prompt", "Whole");
        clock.passes(DraftFolder.SETTLING);
        assertThat(drafts.scan().texts()).containsEntry("greet.prompt", "Whole and new");
    }

    @Test
    void aNewFileIsLeftAloneUntilItSettlesAndOneThatIsGoneCountsAsLong() throws Exception {
        var drafts = new DraftFolder(folder, clock);
        write("greet.prompt", "Hello");
        drafts.scan();

        write("new.prompt", "Ha");
        assertThat(drafts.scan().texts()).containsOnlyKeys("greet.prompt");
        write("new.prompt", "Half no more");
        clock.passes(DraftFolder.SETTLING);
        assertThat(drafts.scan().texts()).containsEntry("new.prompt", "Half no more");

        // An editor that saves by taking the file away and putting it there again.
        Files.delete(folder.resolve("greet.prompt"));
        assertThat(drafts.scan().texts()).containsEntry("greet.prompt", "Hello");
        write("greet.prompt", "Hello again");
        clock.passes(DraftFolder.SETTLING);
        assertThat(drafts.scan().texts()).containsEntry("greet.prompt", "Hello again");

        Files.delete(folder.resolve("greet.prompt"));
        drafts.scan();
        clock.passes(DraftFolder.SETTLING);
        assertThat(drafts.scan().texts()).containsOnlyKeys("new.prompt");
    }

    @Test
    void whatWeWroteAndTookAwayOurselvesCountsAtOnce() throws Exception {
        var store = new FolderPromptStore(folder, clock);
        store.drafts();
        store.saveDraft("greet.prompt", "Hello", null);
        assertThat(store.drafts().texts()).containsEntry("greet.prompt", "Hello");
        store.saveDraft("greet.prompt", null, PromptVersion.hashOf("Hello"));
        assertThat(store.drafts().texts()).isEmpty();
    }

    @Test
    void nothingIsReadAgainWhileNothingChanges() throws Exception {
        var drafts = new DraftFolder(folder, clock);
        write("greet.prompt", "Hello");
        PromptStore.Drafts first = drafts.scan();
        assertThat(drafts.scan()).isSameAs(first);
    }

    @Test
    void badFilesAreNamedAndTheOthersRead() throws Exception {
        Path outside = Files.createTempFile("outside", ".prompt");
        write("good.prompt", "Good");
        write("empty.prompt", "");
        Files.createSymbolicLink(folder.resolve("link.prompt"), outside);
        Files.createDirectory(folder.resolve("folder.prompt"));
        Files.write(folder.resolve("bytes.prompt"), new byte[] {'a', (byte) 0xC3, '('});
        Files.write(folder.resolve("huge.prompt"), "x".repeat(10 << 20).getBytes(StandardCharsets.UTF_8));
        write("Bad Name.prompt", "x");
        write("notes.txt", "not ours");

        PromptStore.Drafts read = new DraftFolder(folder, clock).scan();

        assertThat(read.texts()).containsOnlyKeys("good.prompt");
        assertThat(read.unreadable())
                .containsExactlyInAnyOrder(
                        "empty.prompt", "link.prompt", "folder.prompt", "bytes.prompt", "huge.prompt");
        assertThat(read.findings()).hasSize(6).extracting(Finding::message).anyMatch(m -> m.contains("links"));
        Files.delete(outside);
    }

    @Test
    void noFolderMeansNoWorkingCopies() throws Exception {
        assertThat(new DraftFolder(folder.resolve("none"), clock).scan().texts())
                .isEmpty();
    }

    private void write(String name, String text) throws IOException {
        clock.passes(Duration.ofMillis(10));
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }
}
