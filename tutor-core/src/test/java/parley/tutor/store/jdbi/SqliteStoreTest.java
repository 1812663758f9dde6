package parley.tutor.store.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.tutor.conversation.ConversationId;
import parley.tutor.conversation.ToolUse;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.store.EventSamples;
import parley.tutor.store.Journal;
import parley.tutor.store.JournalUnavailable;

class SqliteStoreTest {
    private static final ConversationId FIRST = new ConversationId("first");
    private static final ConversationId SECOND = new ConversationId("second");
    private static final LearnerId LEARNER = LearnerId.LOCAL;
    private static final LearningEvent OPENED = new ConversationOpened("everyday-english", EventSamples.AT);

    @TempDir
    Path folder;

    @Test
    void everyEventIsThereAfterReopening() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.journal().append(FIRST, LEARNER, EventSamples.EVENTS);
        }
        try (SqliteStore store = SqliteStore.open(folder)) {
            assertThat(store.journal().read(FIRST)).isEqualTo(EventSamples.EVENTS);
            assertThat(store.journal().read(SECOND)).isEmpty();
        }
    }

    @Test
    void theSameTurnIsStoredOnceInAConversationAndMayStandInAnother() throws Exception {
        try (Journal journal = SqliteStore.open(folder).journal()) {
            LearningEvent turn = EventSamples.typed("t1", "hello");
            journal.append(FIRST, LEARNER, List.of(OPENED, turn));
            journal.append(FIRST, LEARNER, List.of(EventSamples.typed("t1", "sent again"), turn));
            journal.append(SECOND, LEARNER, List.of(OPENED, turn));

            assertThat(journal.read(FIRST)).containsExactly(OPENED, turn);
            assertThat(journal.readLearner(LEARNER)).containsExactly(OPENED, turn, OPENED, turn);
        }
    }

    @Test
    void theSameUseOfAToolIsStoredOnce() throws Exception {
        try (Journal journal = SqliteStore.open(folder).journal()) {
            var use = new ToolUse("call_1", "next_item", "{}", "{}");
            LearningEvent used = new LearningEvent.ToolUsed(new TurnId("r1"), use, EventSamples.AT);
            LearningEvent other = new LearningEvent.ToolUsed(new TurnId("r2"), use, EventSamples.AT);
            journal.append(FIRST, LEARNER, List.of(OPENED, used));
            journal.append(FIRST, LEARNER, List.of(used, other));

            assertThat(journal.read(FIRST)).containsExactly(OPENED, used, other);
        }
    }

    @Test
    void aLearnersEventsStandInTheOrderOfTheirAcknowledgementAcrossConversations() throws Exception {
        try (Journal journal = SqliteStore.open(folder).journal()) {
            journal.append(FIRST, LEARNER, List.of(OPENED));
            journal.append(SECOND, LEARNER, List.of(OPENED, EventSamples.typed("b", "b")));
            journal.append(FIRST, LEARNER, List.of(EventSamples.typed("a", "a")));
            journal.append(new ConversationId("other"), new LearnerId("other"), List.of(OPENED));

            assertThat(journal.readLearner(LEARNER))
                    .containsExactly(OPENED, OPENED, EventSamples.typed("b", "b"), EventSamples.typed("a", "a"));
            assertThat(journal.latest(LEARNER, "everyday-english")).contains(SECOND);
            assertThat(journal.latest(new LearnerId("nobody"), "everyday-english"))
                    .isEmpty();
        }
    }

    @Test
    void aConversationBelongsToTheLearnerWhoOpenedIt() throws Exception {
        try (Journal journal = SqliteStore.open(folder).journal()) {
            journal.append(FIRST, LEARNER, List.of(OPENED));

            List<LearningEvent> words = List.of(EventSamples.typed("t", "a secret"));
            assertThatThrownBy(() -> journal.append(FIRST, new LearnerId("other"), words))
                    .isInstanceOf(IllegalStateException.class)
                    .hasStackTraceContaining("CONSTRAINT")
                    .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("a secret"));
            assertThatThrownBy(() -> journal.append(SECOND, LEARNER, words)).isInstanceOf(IllegalStateException.class);
            assertThat(journal.read(FIRST)).containsExactly(OPENED);
        }
    }

    @Test
    void aFullDiskIsToldAndLosesNothingAndEndsWhenThereIsSpace() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            Journal journal = store.journal();
            journal.append(FIRST, LEARNER, List.of(OPENED));
            long pages = store.writer()
                    .withHandle(
                            h -> h.select("PRAGMA page_count").mapTo(Long.class).one());
            store.writer().useHandle(h -> h.execute("PRAGMA max_page_count = " + (pages + 20)));

            var acknowledged = new ArrayList<LearningEvent>(List.of(OPENED));
            JournalUnavailable full = null;
            for (int n = 0; n < 1_000 && full == null; n++) {
                List<LearningEvent> two = List.of(
                        EventSamples.typed("a" + n, "secret ".repeat(300)), EventSamples.typed("b" + n, "short"));
                try {
                    journal.append(FIRST, LEARNER, two);
                    acknowledged.addAll(two);
                } catch (JournalUnavailable e) {
                    full = e;
                }
            }
            assertThat(full)
                    .isNotNull()
                    .hasMessageStartingWith("The disk is full: ")
                    .hasMessageContaining(folder.toString());
            assertThat(stackTrace(Objects.requireNonNull(full))).doesNotContain("secret");
            assertThat(journal.read(FIRST)).isEqualTo(acknowledged);

            store.writer().useHandle(h -> h.execute("PRAGMA max_page_count = " + (pages + 1_000)));
            LearningEvent after = EventSamples.typed("after", "there is space again");
            journal.append(FIRST, LEARNER, List.of(after));
            acknowledged.add(after);
            assertThat(journal.read(FIRST)).isEqualTo(acknowledged);
        }
    }

    /** {@code chat} beside {@code serve}: two openings of one folder write at the same time. */
    @Test
    void twoStoresOnOneFolderWriteBesideEachOther() throws Exception {
        try (SqliteStore one = SqliteStore.open(folder);
                SqliteStore two = SqliteStore.open(folder);
                var threads = Executors.newFixedThreadPool(2)) {
            var writing = threads.invokeAll(
                    List.of(appending(one.journal(), FIRST, "a"), appending(two.journal(), SECOND, "b")));
            for (var each : writing) {
                each.get();
            }
            assertThat(one.journal().read(SECOND)).hasSize(101);
            assertThat(two.journal().readLearner(LEARNER)).hasSize(202);
        }
    }

    private static Callable<Void> appending(Journal journal, ConversationId conversation, String prefix) {
        return () -> {
            journal.append(conversation, LEARNER, List.of(OPENED));
            for (int n = 0; n < 100; n++) {
                journal.append(conversation, LEARNER, List.of(EventSamples.typed(prefix + n, "words")));
            }
            return null;
        };
    }

    @Test
    void theFolderAndItsFilesAreTheOwnersAlone() throws Exception {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Path data = folder.resolve("new/data");
        try (SqliteStore store = SqliteStore.open(data)) {
            store.journal().append(FIRST, LEARNER, List.of(OPENED));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            try (var files = Files.list(data)) {
                assertThat(files)
                        .hasSizeGreaterThanOrEqualTo(3)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void aFileInTheFoldersPlaceIsToldOf() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> SqliteStore.open(file))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("a file stands in its place");
        assertThatThrownBy(() -> SqliteStore.open(file.resolve("below")))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("cannot be made");
    }

    @Test
    void aFileThatIsNoDatabaseIsToldOfAndLeftAlone() throws Exception {
        Path file = folder.resolve(SqliteStore.FILE_NAME);
        String holiday = "my holiday in Spain ".repeat(500);
        Files.writeString(file, holiday);
        assertThatThrownBy(() -> SqliteStore.open(folder))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("parley.db is not a database; move it away");
        assertThat(file).hasContent(holiday);
    }

    @Test
    void aDamagedDatabaseIsToldOf() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.journal().append(FIRST, LEARNER, EventSamples.EVENTS);
        }
        Path file = folder.resolve(SqliteStore.FILE_NAME);
        byte[] bytes = Files.readAllBytes(file);
        // The header stays; every page after the first is noise.
        Arrays.fill(bytes, 4_096, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);
        assertThatThrownBy(() -> SqliteStore.open(folder))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("parley.db is damaged");
    }

    @Test
    void aDamagedEventIsToldOfWithoutItsText() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            Journal journal = store.journal();
            journal.append(FIRST, LEARNER, List.of(OPENED, EventSamples.typed("t", "a secret")));
            store.writer()
                    .useHandle(h ->
                            h.execute("UPDATE journal SET payload = replace(payload, '\"at\":\"', '\"at\":\"a secret')"
                                    + " WHERE kind = 'LearnerSpoke'"));
            assertThatThrownBy(() -> journal.read(FIRST))
                    .isInstanceOf(JournalUnavailable.class)
                    .hasMessageContaining("event 2 of the conversation first")
                    .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("a secret"));
        }
    }

    @Test
    void aSchemaOfANewerVersionIsLeftAlone() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.writer()
                    .useHandle(h -> h.execute("INSERT INTO flyway_schema_history (installed_rank, version, description,"
                            + " type, script, checksum, installed_by, execution_time, success)"
                            + " VALUES (99, '99', 'future', 'SQL', 'V99__future.sql', 1, '', 1, 1)"));
        }
        assertThatThrownBy(() -> SqliteStore.open(folder))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("written by a newer Parley");
    }

    /** Settings that durability rests on; a driver that ignored one would lose data silently. */
    @Test
    void theWriterSyncsEveryCommit() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            assertThat(pragma(store, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(store, "synchronous")).isEqualTo("2");
            assertThat(pragma(store, "foreign_keys")).isEqualTo("1");
        }
    }

    private static String pragma(SqliteStore store, String name) {
        return store.writer()
                .withHandle(h -> h.select("PRAGMA " + name).mapTo(String.class).one());
    }

    private static String stackTrace(Throwable e) {
        var out = new StringWriter();
        e.printStackTrace(new PrintWriter(out, true));
        return out.toString();
    }
}
