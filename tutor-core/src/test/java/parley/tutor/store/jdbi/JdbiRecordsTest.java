package parley.tutor.store.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.tutor.conversation.ConversationId;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearningEvent;
import parley.tutor.store.EventSamples;
import parley.tutor.store.Journal;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.LearnerRecords;
import parley.tutor.store.LearnerRecords.HandOffRequest;
import parley.tutor.store.scripted.FoldedRecords;
import parley.tutor.teaching.TeachingMove;

class JdbiRecordsTest {
    private static final ConversationId TALK = new ConversationId("talk");
    private static final LearnerId LEARNER = LearnerId.LOCAL;
    private static final String COURSE = "everyday-english";
    private static final LearningEvent OPENED = new LearningEvent.ConversationOpened(COURSE, EventSamples.AT);

    /** Enough for snapshots of every learner. */
    private static final int STEPS = 250;

    @TempDir
    Path folder;

    /**
     * Whatever happened, and at whichever append a process was killed: what was kept beside the journal, what is made of it
     * anew, and the plain fold of all of it are the same.
     */
    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void recordsAreWhatTheJournalTells(@ForAll long seed) throws Exception {
        Path home = Files.createTempDirectory("parley-records");
        try (SqliteStore store = SqliteStore.open(home.resolve("data"))) {
            var random = new Random(seed);
            var history = new RandomHistory(store, random);
            int killedAfter = random.nextInt(STEPS);
            for (int n = 0; n < STEPS; n++) {
                history.step();
                if (random.nextInt(10) == 0) {
                    // Reading keeps snapshots on its way.
                    assertTold(store, RandomHistory.LEARNERS.get(random.nextInt(3)), RandomHistory.COURSES.get(0));
                }
                if (n == killedAfter) {
                    assertWhole(asLeftByAKill(home));
                }
            }
            assertThat(snapshots(store)).isPositive();
            assertAllTold(store);
            String kept = dump(store);
            store.rebuild();
            assertAllTold(store);
            assertThat(dump(store)).isEqualTo(kept);
        } finally {
            delete(home);
        }
    }

    /** The database's files as they stand at this moment, with all that is not yet moved out of the log. */
    private static Path asLeftByAKill(Path home) throws Exception {
        Path copy = Files.createDirectory(home.resolve("killed"));
        for (String ending : List.of("", "-wal")) {
            String name = SqliteStore.FILE_NAME + ending;
            Files.copy(home.resolve("data").resolve(name), copy.resolve(name));
        }
        return copy;
    }

    private static void assertWhole(Path folder) throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            assertAllTold(store);
            store.rebuild();
            assertAllTold(store);
        }
    }

    private static void assertAllTold(SqliteStore store) throws JournalUnavailable {
        LearnerRecords told = new FoldedRecords(store.journal());
        for (String course : RandomHistory.COURSES) {
            for (LearnerId learner : RandomHistory.LEARNERS) {
                assertTold(store, learner, course);
                for (String concept : RandomHistory.CONCEPTS) {
                    assertThat(store.records().evidence(learner, course, concept, 30))
                            .isEqualTo(told.evidence(learner, course, concept, 30));
                }
            }
            assertThat(store.records().itemStatistics(course)).isEqualTo(told.itemStatistics(course));
        }
        assertThat(store.records().handOffs(1_000)).isEqualTo(told.handOffs(1_000));
    }

    private static void assertTold(SqliteStore store, LearnerId learner, String course) throws JournalUnavailable {
        assertThat(store.records().read(learner, course))
                .isEqualTo(new FoldedRecords(store.journal()).read(learner, course));
    }

    private static String dump(SqliteStore store) {
        return store.writer().withHandle(handle -> {
            var lines = new ArrayList<String>();
            for (String sql : List.of(
                    "SELECT * FROM item_ratings ORDER BY course_id, kind, rated_id",
                    "SELECT * FROM hand_offs ORDER BY place, ordinal")) {
                handle.select(sql).mapToMap().forEach(row -> lines.add(row.toString()));
            }
            return String.join("\n", lines);
        });
    }

    private static long snapshots(SqliteStore store) {
        return store.writer()
                .withHandle(handle -> handle.select("SELECT COUNT(*) FROM learner_snapshots")
                        .mapTo(Long.class)
                        .one());
    }

    private static void delete(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<LearningEvent> graded(int count) {
        List<LearningEvent> events = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            events.add(EventSamples.graded("r" + n, EventSamples.ATTEMPT));
        }
        return events;
    }

    @Test
    void aSnapshotIsKeptOnceFiftyEventsCameAfterTheLast() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.journal().append(TALK, LEARNER, List.of(OPENED));
            store.journal().append(TALK, LEARNER, graded(JdbiRecords.TAIL - 2));
            store.records().read(LEARNER, COURSE);
            assertThat(snapshots(store)).isZero();

            store.journal().append(TALK, LEARNER, List.of(EventSamples.typed("t", "words")));
            store.records().read(LEARNER, COURSE);
            assertThat(snapshots(store)).as("of the course and of all courses").isEqualTo(2);
        }
    }

    /** A snapshot that lied would show: it is read, not only written. */
    @Test
    void aReadingBeginsAtTheSnapshot() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.journal().append(TALK, LEARNER, List.of(OPENED));
            store.journal().append(TALK, LEARNER, graded(60));
            long replies = store.records().read(LEARNER, COURSE).progress().replies();
            store.writer()
                    .useHandle(
                            handle -> handle.execute(
                                    "UPDATE learner_snapshots SET state = replace(state, '\"replies\":60', '\"replies\":1060')"));
            assertThat(replies).isEqualTo(60);
            assertThat(store.records().read(LEARNER, COURSE).progress().replies())
                    .isEqualTo(1_060);
        }
    }

    @Test
    void aSnapshotOfAnotherVersionOrDamagedIsFoldedAgain() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.journal().append(TALK, LEARNER, List.of(OPENED));
            store.journal().append(TALK, LEARNER, graded(60));
            var read = store.records().read(LEARNER, COURSE);
            store.writer()
                    .useHandle(handle -> handle.execute("UPDATE learner_snapshots SET fold_version = 0,"
                            + " state = replace(state, '\"replies\":60', '\"replies\":1060')"));
            assertThat(store.records().read(LEARNER, COURSE)).isEqualTo(read);
            List<Integer> versions = store.writer()
                    .withHandle(handle -> handle.select("SELECT DISTINCT fold_version FROM learner_snapshots")
                            .mapTo(Integer.class)
                            .list());
            assertThat(versions).containsExactly(LearnerProgress.FOLD_VERSION);
            store.writer().useHandle(handle -> handle.execute("UPDATE learner_snapshots SET state = '{'"));
            assertThat(store.records().read(LEARNER, COURSE)).isEqualTo(read);
        }
    }

    @Test
    void whatAnotherVersionOfTheFoldsMadeIsMadeAnewAtOpening() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.journal().append(TALK, LEARNER, List.of(OPENED, EventSamples.graded("r", EventSamples.ATTEMPT)));
            store.writer().useHandle(handle -> {
                handle.execute("UPDATE item_ratings SET difficulty = 99");
                handle.execute("UPDATE journal_state SET fold_version = 0");
            });
        }
        try (SqliteStore store = SqliteStore.open(folder)) {
            assertThat(store.records().read(LEARNER, COURSE))
                    .isEqualTo(new FoldedRecords(store.journal()).read(LEARNER, COURSE));
        }
    }

    @Test
    void aReplyThatIsStoredTwiceCountsOnce() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            List<LearningEvent> reply = List.of(EventSamples.graded("r", EventSamples.ATTEMPT));
            store.journal().append(TALK, LEARNER, List.of(OPENED));
            store.journal().append(TALK, LEARNER, reply);
            store.journal().append(TALK, LEARNER, reply);
            assertThat(store.records()
                            .read(LEARNER, COURSE)
                            .ratings()
                            .item("past-1")
                            .answers())
                    .isEqualTo(1);
        }
    }

    @Test
    void handOffsComeNewestFirstAndNameTheirConversation() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.journal().append(TALK, LEARNER, List.of(OPENED, asking("r1", "one", "two")));
            store.journal().append(TALK, LEARNER, List.of(asking("r2", "three")));
            assertThat(store.records().handOffs(2))
                    .extracting(HandOffRequest::question)
                    .containsExactly("three", "two");
            assertThat(store.records().handOffs(10).getLast())
                    .isEqualTo(new HandOffRequest(LEARNER, TALK, COURSE, "one", EventSamples.AT))
                    .satisfies(request -> assertThat(request.toString()).doesNotContain("one"));
            assertThatThrownBy(() -> store.records().handOffs(0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static LearningEvent asking(String reply, String... questions) {
        var moves = new ArrayList<TeachingMove>();
        for (String question : questions) {
            moves.add(new TeachingMove.HandOff(question));
        }
        return new LearningEvent.TutorReplied(
                new TurnId(reply),
                List.of(),
                null,
                null,
                moves,
                "I will pass it on.",
                false,
                "authored",
                EventSamples.AT);
    }

    @Test
    void evidenceGoesBackBeyondWhatIsKeptInMind() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.journal().append(TALK, LEARNER, List.of(OPENED));
            store.journal().append(TALK, LEARNER, graded(70));
            List<Attempt> evidence = store.records().evidence(LEARNER, COURSE, "past-simple", 65);
            assertThat(evidence).hasSize(65);
            assertThat(store.records().evidence(LEARNER, COURSE, "elsewhere", 65))
                    .isEmpty();
            assertThat(store.records().evidence(LEARNER, "elsewhere", "past-simple", 65))
                    .isEmpty();
        }
    }

    /** A database of the first schema, with a history in it. */
    @Test
    void aJournalOfTheFirstSchemaGetsPlacesAndKeepsItsOrder() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.journal().append(TALK, LEARNER, List.of(OPENED));
            store.journal().append(TALK, LEARNER, graded(3));
            store.writer().useHandle(handle -> {
                handle.execute("DROP INDEX journal_by_place");
                handle.execute("DROP INDEX journal_by_course");
                handle.execute("ALTER TABLE journal DROP COLUMN place");
                handle.execute("ALTER TABLE journal DROP COLUMN course_id");
                List<String> later = handle.select("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN"
                                + " ('conversations', 'journal', 'flyway_schema_history', 'sqlite_sequence')")
                        .mapTo(String.class)
                        .list();
                later.forEach(table -> handle.execute("DROP TABLE " + table));
                handle.execute("DELETE FROM flyway_schema_history WHERE version <> '1'");
            });
        }
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.journal().append(TALK, LEARNER, List.of(EventSamples.graded("later", EventSamples.ATTEMPT)));
            var events = new ArrayList<LearningEvent>();
            store.journal().scan(null, (course, recorded) -> events.add(recorded.event()));
            assertThat(events).hasSize(5).isEqualTo(store.journal().read(TALK));
            assertThat(store.records().read(LEARNER, COURSE))
                    .isEqualTo(new FoldedRecords(store.journal()).read(LEARNER, COURSE));
        }
    }

    @Test
    void aFullDiskDoesNotKeepFromReading() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            Journal journal = store.journal();
            journal.append(TALK, LEARNER, List.of(OPENED));
            journal.append(TALK, LEARNER, graded(60));
            store.writer().useHandle(handle -> {
                long pages =
                        handle.select("PRAGMA page_count").mapTo(Long.class).one();
                handle.execute("PRAGMA max_page_count = " + pages);
            });
            assertThat(store.records().read(LEARNER, COURSE))
                    .isEqualTo(new FoldedRecords(journal).read(LEARNER, COURSE));
            long kept = store.writer()
                    .withHandle(handle -> handle.select(
                                    "SELECT COUNT(*) FROM learner_snapshots WHERE course_id = ?", COURSE)
                            .mapTo(Long.class)
                            .one());
            assertThat(kept).isZero();
        }
    }
}
