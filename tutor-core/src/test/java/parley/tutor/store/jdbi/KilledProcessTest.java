package parley.tutor.store.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.LearnerSpoke;

/** Acknowledged means durable: a process killed at any moment loses nothing that it had told of. */
class KilledProcessTest {
    private static final int LIVES = 4;
    private static final int MOST_TURNS_IN_A_LIFE = 150;

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedTurnIsThereAfterSigkill() throws Exception {
        var random = new Random(20_260_301);
        var acknowledged = new ArrayList<String>();
        for (int life = 0; life < LIVES; life++) {
            acknowledged.addAll(liveAndDie("life" + life, 1 + random.nextInt(MOST_TURNS_IN_A_LIFE)));

            List<String> stored = storedTurns();
            // One more than acknowledged may stand there: stored, but killed before it was told of.
            assertThat(stored).doesNotHaveDuplicates().containsSubsequence(acknowledged);
            assertThat(stored.size() - acknowledged.size()).isBetween(0, life + 1);
        }
    }

    private List<String> liveAndDie(String name, int killAfter) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendUntilKilled.class.getName(),
                        folder.toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var acknowledged = new ArrayList<String>();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.endsWith(AppendUntilKilled.ACKNOWLEDGED)) {
                    acknowledged.add(line.substring(0, line.indexOf(' ')));
                }
                if (acknowledged.size() == killAfter) {
                    // SIGKILL. By its handle: Process.destroyForcibly would close the pipe, in which more may stand.
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(killAfter);
        return acknowledged;
    }

    private List<String> storedTurns() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            var turns = new ArrayList<String>();
            for (LearningEvent event : store.journal().read(AppendUntilKilled.CONVERSATION)) {
                if (event instanceof LearnerSpoke spoke) {
                    turns.add(spoke.turn().id().value());
                }
            }
            return turns;
        }
    }
}
