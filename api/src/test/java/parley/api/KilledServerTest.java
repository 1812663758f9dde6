package parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.realtime.WireClient;

/** The whole server, killed with SIGKILL at acknowledged points: nothing acknowledged is lost, and the talk goes on. */
class KilledServerTest {
    private static final int KILLS = 3;
    private static final String MARK = "xylophone";

    /** A model that is not there and a key: neither the key nor what is said may come to stand in a log. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PARLEY_MODEL_BASE_URL", "http://127.0.0.1:9/v1",
            "PARLEY_MODEL", "nobody",
            "PARLEY_MODEL_KEY", "sk-never-logged");

    private final List<String> acknowledged = new ArrayList<>();
    private final List<String> replied = new ArrayList<>();

    @Test
    void whatWasAcknowledgedIsThereAfterAKillAndTheConversationGoesOn(@TempDir Path folder) throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        Path data = folder.resolve("data");
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServerProcess server = ServerProcess.start(data, ENVIRONMENT);
                    WireClient client = WireClient.connect(server.port())) {
                client.next("session.created");
                if (kill > 0) {
                    pickUp(client, seed);
                }
                int turns = 1 + random.nextInt(3);
                for (int turn = 0; turn < turns; turn++) {
                    note(client.converse("item_" + kill + "_" + turn, "What about a " + MARK + "? " + turn));
                }
                String last = "item_" + kill + "_last";
                client.say(last, "And the " + MARK + "?");
                if (random.nextBoolean()) {
                    client.send("{\"type\":\"response.create\"}");
                }
                assertThat(client.next("conversation.item.added").at("/item/id").asText())
                        .as("seed %s", seed)
                        .isEqualTo(last);
                acknowledged.add(last);
                server.kill();
            }
        }
        try (ServerProcess server = ServerProcess.start(data, ENVIRONMENT);
                WireClient client = WireClient.connect(server.port())) {
            pickUp(client, seed);
            assertThat(client.converse("item_end", "a hint please")
                            .getLast()
                            .at("/response/status")
                            .asText())
                    .isEqualTo("completed");
            assertThat(server.stop()).as("the exit code after SIGTERM").isIn(0, 143);
        }
        assertLogsAreSilent(data.resolve("logs"));
    }

    /** What was acknowledged is there; what was left unanswered is answered first, and then the talk goes on. */
    private void pickUp(WireClient client, long seed) throws Exception {
        JsonNode history = client.next("parley.history");
        assertHistory(history, seed);
        client.send("{\"type\":\"session.update\",\"session\":{}}");
        client.next("session.updated");
        List<JsonNode> past = history.path("items").valueStream().toList();
        if (past.getLast().path("role").asText().equals("user")) {
            client.next("response.done");
        }
    }

    private void note(List<JsonNode> events) {
        for (JsonNode event : events) {
            if (event.path("type").asText().equals("conversation.item.added")
                    && event.at("/item/role").asText().equals("user")) {
                acknowledged.add(event.at("/item/id").asText());
            }
        }
        JsonNode item = events.getLast().at("/response/output/0");
        replied.add(item.path("id").asText() + "|" + item.at("/content/0/text").asText());
    }

    private void assertHistory(JsonNode history, long seed) {
        List<String> learners = new ArrayList<>();
        List<String> tutors = new ArrayList<>();
        for (JsonNode item : history.path("items")) {
            if (item.path("role").asText().equals("user")) {
                learners.add(item.path("id").asText());
            } else {
                tutors.add(item.path("id").asText() + "|" + item.path("text").asText());
            }
        }
        assertThat(learners).as("seed %s", seed).containsSubsequence(acknowledged);
        assertThat(tutors).as("seed %s", seed).containsSubsequence(replied);
    }

    private static void assertLogsAreSilent(Path logs) throws Exception {
        try (Stream<Path> files = Files.list(logs)) {
            List<Path> written = files.toList();
            assertThat(written).isNotEmpty();
            for (Path file : written) {
                assertThat(Files.readString(file))
                        .doesNotContainIgnoringCase(MARK)
                        .doesNotContain("sk-never-logged");
            }
        }
    }
}
