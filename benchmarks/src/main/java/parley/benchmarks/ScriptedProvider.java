package parley.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;

/**
 * The provider of {@link ModelsBenchmark}, in a process of its own so that its work is on nobody's bill but the
 * machine's. Each piece of text is the time at which it was sent, by {@link System#nanoTime}, which on Linux is one clock
 * for all processes. Prints the base URLs of a server that talks, one that never sends headers, one that stalls before
 * the first word and one that stalls after it; then a line for each request at the silent one and for each client that
 * left one of the three. Ends with its input.
 */
final class ScriptedProvider {
    private ScriptedProvider() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
        Duration thinks = Duration.ofMillis(Long.parseLong(args[0]));
        Duration every = Duration.ofMillis(Long.parseLong(args[1]));
        int tokens = Integer.parseInt(args[2]);
        StreamScript talks = StreamScript.stream();
        for (int i = 0; i < tokens; i++) {
            talks = talks.pause(i == 0 ? thinks : every).textMade(ScriptedProvider::now);
        }
        try (var talking = ScriptedStreamServer.start(talks.finish("stop").done());
                var silent = ScriptedStreamServer.start(StreamScript.silence());
                var wordless = ScriptedStreamServer.start(StreamScript.stream().stall());
                var halting = ScriptedStreamServer.start(
                        StreamScript.stream().textMade(ScriptedProvider::now).stall())) {
            for (var server : List.of(silent, wordless, halting)) {
                server.onGone((exchange, nanos) -> System.out.println("gone " + nanos));
            }
            System.out.println(
                    talking.baseUrl() + " " + silent.baseUrl() + " " + wordless.baseUrl() + " " + halting.baseUrl());
            Thread.ofVirtual().start(() -> tellRequests(silent));
            while (System.in.read() >= 0) {
                // Until whoever started it is done.
            }
        }
    }

    private static void tellRequests(ScriptedStreamServer silent) {
        try {
            while (true) {
                silent.take(Duration.ofHours(1));
                System.out.println("asked");
            }
        } catch (InterruptedException | TimeoutException e) {
            // Nobody asks any more.
            return;
        }
    }

    private static String now() {
        return "@" + System.nanoTime() + " ";
    }
}
