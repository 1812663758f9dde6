package parley.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import parley.tutor.Caller;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.Purpose;
import parley.tutor.models.langchain4j.OpenAiCompatibleModel;

/**
 * What our transport to language models costs: beside a raw socket and beside langchain4j with its own client, how fast
 * a cancelled stream's connection is closed, and how much of the fault matrix holds.
 *
 * <p>Kept fair so: the provider is a process of its own with a virtual thread for each stream, and its own delay is in
 * all three columns, the raw reader's showing how much it is. Streams begin evenly over a second. The readers take turns
 * in each round, with the same provider, and each was warmed up.
 */
public final class ModelsBenchmark {
    private static final long THINKS_MILLIS = 500;
    private static final long EVERY_MILLIS = 100;
    private static final int TOKENS = 30;

    /** Streams of 3.4 s; whoever has not finished by then reads one after another. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final Map<String, Function<URI, StreamReader>> READERS = new LinkedHashMap<>();

    static {
        READERS.put("raw socket", StreamReader::raw);
        READERS.put("ours", StreamReader::ours);
        READERS.put("langchain4j default", StreamReader::plainLangchain4j);
    }

    private final boolean quick;
    private final Map<String, String> headline = new LinkedHashMap<>();

    private ModelsBenchmark(boolean quick) {
        this.quick = quick;
    }

    public static void main(String[] args) throws Exception {
        if (!List.of(args).stream().allMatch("--quick"::equals)) {
            System.err.println("benchmarks/run models: expected --quick or nothing");
            System.exit(2);
        }
        new ModelsBenchmark(args.length > 0).run();
        // langchain4j's client leaves threads behind.
        System.exit(0);
    }

    private void run() throws Exception {
        System.out.println(Machine.describe());
        try (ProviderProcess provider = ProviderProcess.start(THINKS_MILLIS, EVERY_MILLIS, TOKENS)) {
            streams(provider);
            cancels(provider);
        }
        Optional<MatrixCount> matrix = MatrixCount.run(
                Path.of(System.getProperty("parley.root", ".")).toAbsolutePath().normalize());
        System.out.println();
        System.out.println(
                matrix.map(count -> "fault matrix: " + count.passed() + " of " + count.cells() + " cells pass")
                        .orElse("fault matrix: not in this checkout"));
        headline.put("matrix_passed", matrix.map(count -> "" + count.passed()).orElse("na"));
        headline.put("matrix_cells", matrix.map(count -> "" + count.cells()).orElse("na"));
        System.out.println("headline: "
                + headline.entrySet().stream()
                        .map(figure -> figure.getKey() + "=" + figure.getValue())
                        .collect(Collectors.joining(" ")));
    }

    private void streams(ProviderProcess provider) throws InterruptedException {
        Map<String, StreamReader> readers = new LinkedHashMap<>();
        READERS.forEach((name, made) -> readers.put(name, made.apply(provider.talking())));
        var warming = new StreamLoad();
        // A server that has run for a while is compiled; a thousand streams four times is what that takes here.
        for (int i = 0; i < (quick ? 2 : 4); i++) {
            for (StreamReader reader : readers.values()) {
                warming.run(reader, 1_000, LIMIT, false);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n%d tokens a stream, one each %d ms after %d ms; ms from sent to had; threads beyond those at rest%n",
                TOKENS,
                EVERY_MILLIS,
                THINKS_MILLIS);
        System.out.printf(
                "%-8s %-20s %9s %9s %9s %9s %9s %9s %9s %8s %8s%n",
                "streams",
                "reader",
                "first p50",
                "first p95",
                "first p99",
                "token p50",
                "token p99",
                "ttft p50",
                "ttft p95",
                "threads",
                "KiB each");
        for (int count : new int[] {1, 100, 1_000}) {
            Map<String, StreamLoad> loads = new LinkedHashMap<>();
            READERS.keySet().forEach(name -> loads.put(name, new StreamLoad()));
            int rounds = rounds(count);
            for (int round = 0; round <= rounds; round++) {
                for (var entry : readers.entrySet()) {
                    StreamLoad load = loads.getOrDefault(entry.getKey(), warming);
                    // The last round weighs the heap; collecting it takes time, so nothing else is measured then.
                    load.run(entry.getValue(), count, LIMIT, round == rounds);
                }
            }
            loads.forEach((name, load) -> row(count, name, load));
            if (count == 1_000) {
                figures(loads);
            }
        }
        readers.values().forEach(StreamReader::close);
    }

    private int rounds(int count) {
        if (count == 1) {
            return quick ? 3 : 10;
        }
        return quick ? 2 : 5;
    }

    private void figures(Map<String, StreamLoad> loads) {
        StreamLoad raw = loads.getOrDefault("raw socket", new StreamLoad());
        StreamLoad ours = loads.getOrDefault("ours", new StreamLoad());
        StreamLoad plain = loads.getOrDefault("langchain4j default", new StreamLoad());
        headline.put(
                "overhead_p95_ms_1000",
                StartBenchmark.figure(ours.firstDelay.percentile(95) - raw.firstDelay.percentile(95), 2));
        headline.put(
                "overhead_token_p95_ms_1000",
                StartBenchmark.figure(ours.laterDelay.percentile(95) - raw.laterDelay.percentile(95), 2));
        headline.put(
                "ttft_p95_ratio_vs_default_1000",
                StartBenchmark.figure(ours.firstToken.percentile(95) / plain.firstToken.percentile(95), 3));
    }

    private static void row(int count, String name, StreamLoad load) {
        System.out.printf(
                Locale.ROOT,
                "%-8d %-20s %9.2f %9.2f %9.2f %9.2f %9.2f %9.0f %9.0f %8.0f %8.1f%s%n",
                count,
                name,
                load.firstDelay.median(),
                load.firstDelay.percentile(95),
                load.firstDelay.percentile(99),
                load.laterDelay.median(),
                load.laterDelay.percentile(99),
                load.firstToken.median(),
                load.firstToken.percentile(95),
                load.platformThreads.percentile(100),
                load.heapKibPerStream.median(),
                load.unfinished == 0
                        ? ""
                        : "  (" + load.unfinished + " streams not at their end after " + LIMIT.toSeconds() + " s)");
    }

    private void cancels(ProviderProcess provider) throws InterruptedException, IOException {
        System.out.println();
        System.out.printf(
                "%-46s %5s %9s %9s %9s%n", "cancel to close seen by the provider, ms", "n", "p50", "p99", "max");
        var all = new Samples();
        cancels("before the headers", provider, provider.silent(), Stage.ASKED, all);
        cancels("before the first word", provider, provider.wordless(), Stage.OPENED, all);
        cancels("after the first word", provider, provider.halting(), Stage.WORDS, all);
        headline.put("cancel_p99_ms", StartBenchmark.figure(all.percentile(99), 2));
    }

    /** How far a stream is when it is cancelled. */
    private enum Stage {
        ASKED,
        OPENED,
        WORDS
    }

    private void cancels(String name, ProviderProcess provider, URI url, Stage stage, Samples all)
            throws InterruptedException, IOException {
        Duration ample = Duration.ofMinutes(1);
        var samples = new Samples();
        ModelCall call = ModelCall.of(Purpose.CHAT, Caller.NOBODY, List.of(Message.of(Role.USER, StreamReader.ASKED)));
        try (var model = new OpenAiCompatibleModel(
                new ModelEndpoint("m", url, "key", "m", ample, ample, ample, ample, 600, 0.5))) {
            int count = quick ? 60 : 300;
            for (int i = -20; i < count; i++) {
                var there = new CountDownLatch(1);
                Thread stream = Thread.ofVirtual().start(() -> stream(model, call, stage, there));
                if (stage == Stage.ASKED) {
                    provider.awaitAsked();
                } else {
                    there.await();
                }
                provider.forgetGone();
                long cancelled = System.nanoTime();
                stream.interrupt();
                double millis = (provider.awaitGone() - cancelled) / 1e6;
                if (i >= 0) {
                    samples.add(millis);
                    all.add(millis);
                }
                stream.join();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-46s %5d %9.2f %9.2f %9.2f%n",
                name,
                samples.size(),
                samples.median(),
                samples.percentile(99),
                samples.percentile(100));
    }

    private static void stream(OpenAiCompatibleModel model, ModelCall call, Stage stage, CountDownLatch there) {
        try {
            model.stream(call, new LanguageModel.TextSink() {
                @Override
                public void text(String delta) {
                    if (stage == Stage.WORDS) {
                        there.countDown();
                    }
                }

                @Override
                public void opened() {
                    if (stage == Stage.OPENED) {
                        there.countDown();
                    }
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
