package parley.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From a clone to an answer, and from a spoken word to a spoken reply. */
public final class StartBenchmark {
    private static final int WARM_STARTS = 5;

    /** Of the recordings, with --quick. */
    private static final int QUICK_EVERY = 6;

    private final Path root;
    private final boolean quick;
    private final int every;
    private final Samples coldSeconds = new Samples();
    private final Samples warmSeconds = new Samples();
    private final Samples idleMegabytes = new Samples();

    private StartBenchmark(Path root, boolean quick, int every) {
        this.root = root;
        this.quick = quick;
        this.every = every;
    }

    public static void main(String[] args) throws Exception {
        var options = List.of(args);
        boolean quick = options.contains("--quick");
        int every = quick ? QUICK_EVERY : 1;
        int at = options.indexOf("--every");
        if (at >= 0) {
            every = at + 1 < options.size() && options.get(at + 1).matches("[1-9][0-9]?")
                    ? Integer.parseInt(options.get(at + 1))
                    : 0;
        }
        boolean known = options.stream().allMatch(option -> option.matches("--quick|--every|[0-9]+"));
        if (every == 0 || !known) {
            System.err.println("benchmarks/run start: expected --quick or --every N with N from 1 to 99");
            System.exit(2);
        }
        new StartBenchmark(
                        Path.of(System.getProperty("parley.root", "."))
                                .toAbsolutePath()
                                .normalize(),
                        quick,
                        every)
                .run();
    }

    private void run() throws Exception {
        System.out.println(Machine.describe());
        List<Recording> recordings = recordings();
        Path work = Files.createTempDirectory("parley-benchmark");
        try {
            if (!quick) {
                coldSeconds.add(cold(work));
            }
            for (int i = 0; i < (quick ? 2 : WARM_STARTS); i++) {
                warm(work.resolve("warm"));
            }
            var voice = new VoiceMeasures();
            Path data = Files.createDirectories(work.resolve("voice"));
            try (ServerProcess server = ServerProcess.start(root, data, 60)) {
                voice.run(server, recordings);
            }
            report(voice);
        } finally {
            delete(work);
        }
    }

    private List<Recording> recordings() throws IOException {
        String folder = System.getenv("PARLEY_AUDIO");
        if (folder == null || !Files.isDirectory(Path.of(folder))) {
            System.out.println("No recordings: set PARLEY_AUDIO to their folder to measure voice");
            return List.of();
        }
        List<Recording> all = Recording.readAll(Path.of(folder));
        var chosen = new ArrayList<Recording>();
        for (int i = 0; i < all.size(); i += every) {
            chosen.add(all.get(i));
        }
        System.out.println("recordings: " + chosen.size() + " of " + all.size());
        return chosen;
    }

    /** Clone of this checkout, warm Maven repository, one command, first words of the tutor. */
    private double cold(Path work) throws Exception {
        Path clone = work.resolve("clone");
        long start = System.nanoTime();
        int code = new ProcessBuilder("git", "clone", "-q", root.toString(), clone.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("git clone ended with " + code);
        }
        Path data = Files.createDirectories(work.resolve("cold"));
        try (ServerProcess server = ServerProcess.start(clone, data, 900)) {
            firstWords(server);
            return seconds(start);
        }
    }

    private void warm(Path data) throws Exception {
        Files.createDirectories(data);
        long start = System.nanoTime();
        try (ServerProcess server = ServerProcess.start(root, data, 60)) {
            firstWords(server);
            warmSeconds.add(seconds(start));
            waitForSpeech(server);
            idleMegabytes.add(server.peakMegabytes());
        }
    }

    private static void firstWords(ServerProcess server) throws InterruptedException, IOException {
        try (var client = new RealtimeClient(server.address())) {
            client.send(
                    "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"output_modalities\":[\"text\"]}}");
            client.send("{\"type\":\"response.create\"}");
            if (client.await("response.output_text.delta", 30_000) == null) {
                throw new IOException("The tutor said nothing for 30 s");
            }
        }
    }

    /** Idle memory is told when everything that loads in the background is there. */
    static void waitForSpeech(ServerProcess server) throws InterruptedException, IOException {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            var request = java.net.http.HttpRequest.newBuilder(server.address().resolve("/api/about"))
                    .build();
            for (int i = 0; i < 300; i++) {
                String about = http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString())
                        .body();
                if (about.contains("\"state\":\"ready\"")) {
                    return;
                }
                if (about.contains("\"state\":\"unavailable\"")) {
                    throw new IOException("Speech is unavailable on this machine: " + about);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IOException("Speech was not ready within 30 s");
    }

    private void report(VoiceMeasures voice) {
        System.out.println();
        Samples.printHeader();
        coldSeconds.printRow("clone (warm Maven repository) to first answer", "s");
        warmSeconds.printRow("warm start to first answer", "s");
        idleMegabytes.printRow("peak memory, idle, speech loaded", "MB");
        voice.printRows();
        System.out.printf(
                Locale.ROOT,
                "headline: cold_clone_to_answer_s=%s warm_start_to_answer_s=%s rss_idle_mb=%s %s%n",
                figure(coldSeconds.median(), 1),
                figure(warmSeconds.median(), 2),
                figure(idleMegabytes.median(), 0),
                voice.headline());
    }

    static String figure(double value, int decimals) {
        return Double.isNaN(value) ? "na" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private static void delete(@Nullable Path folder) throws IOException {
        if (folder == null || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
