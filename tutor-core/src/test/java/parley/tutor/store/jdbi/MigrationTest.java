package parley.tutor.store.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.tutor.learner.LearnerId;
import parley.tutor.store.EventSamples;
import parley.tutor.store.Journal;
import parley.tutor.store.json.LearningEventCodec;

/** A database of the first version, with data in it, is brought up to date and loses nothing. */
class MigrationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final LearningEventCodec codec = new LearningEventCodec();

    private void writeFirstVersion() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve(SqliteStore.FILE_NAME);
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/migration")
                .target("1")
                .load()
                .migrate();
        try (var connection = DriverManager.getConnection(url);
                var conversation = connection.prepareStatement("INSERT INTO conversations VALUES (?, ?, ?, 0, 1)");
                var row = connection.prepareStatement("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (String learner : List.of("anna", "ben")) {
                conversation.setString(1, "c-" + learner);
                conversation.setString(2, learner);
                conversation.setString(3, "everyday-english");
                conversation.executeUpdate();
                long seq = 0;
                for (var event : EventSamples.EVENTS) {
                    seq++;
                    row.setString(1, learner);
                    row.setLong(2, seq);
                    row.setString(3, "c-" + learner);
                    row.setString(4, LearningEventCodec.kind(event));
                    row.setString(5, "t" + seq);
                    // The clock of this machine went back in the middle.
                    row.setLong(6, seq % 2 == 0 ? 1_000 : 5_000);
                    row.setString(7, codec.write(event));
                    row.executeUpdate();
                }
            }
            row.setString(1, "ben");
            row.setLong(2, EventSamples.EVENTS.size() + 1L);
            row.setString(3, "c-ben");
            row.setString(4, "TutorReplied");
            row.setString(5, "damaged");
            row.setLong(6, 9_000);
            row.setString(7, "{ damaged");
            row.executeUpdate();
        }
    }

    @Test
    void keepsEveryEventInItsLearnersOrder() throws Exception {
        writeFirstVersion();
        try (var store = SqliteStore.open(folder)) {
            List<Journal.Recorded> anna = store.journal().readLearner(new LearnerId("anna"), "everyday-english", 0);
            assertThat(anna).extracting(Journal.Recorded::event).containsExactlyElementsOf(EventSamples.EVENTS);
            List<Long> places = store.writer()
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT seq FROM journal WHERE learner_id = 'anna' ORDER BY place")
                            .mapTo(Long.class)
                            .list());
            assertThat(places).isSorted();
            assertThat(store.records()
                            .read(new LearnerId("anna"), "everyday-english")
                            .progress()
                            .replies())
                    .isPositive();
        }
    }

    /** Ben's damaged row is told to Ben's readers; Anna's tutor starts all the same. */
    @Test
    void oneDamagedRowDoesNotKeepTheOthersOut() throws Exception {
        writeFirstVersion();
        try (var store = SqliteStore.open(folder)) {
            store.rebuild();
            assertThat(store.records()
                            .read(new LearnerId("anna"), "everyday-english")
                            .progress()
                            .replies())
                    .isPositive();
        }
    }
}
