package parley.benchmarks;

import static parley.benchmarks.StartBenchmark.figure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import parley.benchmarks.AnswerMeasure.Result;
import parley.benchmarks.AnswerMeasure.Setting;
import parley.speech.EmbeddedSpeech;
import parley.speech.Readiness;
import parley.speech.SpeechModels;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.speaking.Voice;
import parley.speech.speaking.Voices;
import parley.speech.turns.TurnSettings;

/**
 * Turn-taking over recordings of people, with the real detector, recogniser and voice, at the pace of time: when the tutor
 * answers, when it waits, when it yields, and when it does not. The tutor's own thinking takes no time here.
 */
public final class TurnsBenchmark {
    /** Load a core from which a machine is not our own. */
    private static final double QUIET_LOAD = 1.5;

    private final boolean quick;
    private final List<Recording> all;
    private final SpeechModels models;
    private final EmbeddedSpeech speech;
    private final Recogniser recogniser;
    private final VoiceActivityDetector detector;
    private final Voice voice;

    private TurnsBenchmark(boolean quick, List<Recording> all, SpeechModels models, EmbeddedSpeech speech)
            throws IOException {
        this.quick = quick;
        this.all = all;
        this.models = models;
        this.speech = speech;
        this.recogniser = ready(speech.recogniser());
        this.detector = ready(speech.voiceActivity());
        Voices voices = ready(speech.voices());
        this.voice = voices.speaking("en").orElseThrow(() -> new IOException("There is no English voice"));
    }

    private static <T> T ready(Readiness<T> part) throws IOException {
        return switch (part) {
            case Readiness.Ready<T>(T there) -> there;
            case Readiness.Loading<T> loading -> throw new IOException("The speech parts did not load in a minute");
            case Readiness.Unavailable<T>(String reason, String remedy) ->
                throw new IOException(reason + "; to mend it: " + remedy);
        };
    }

    public static void main(String[] args) throws Exception {
        if (!List.of(args).stream().allMatch("--quick"::equals)) {
            System.err.println("benchmarks/run turns: expected --quick or nothing");
            System.exit(2);
        }
        System.out.println(Machine.describe());
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        if (load > QUIET_LOAD * Runtime.getRuntime().availableProcessors()) {
            System.out.printf(
                    Locale.ROOT,
                    "BUSY: others use this machine (load %.1f); times below are theirs as well as ours%n",
                    load);
        }
        String folder = System.getenv("PARLEY_AUDIO");
        if (folder == null || !Files.isDirectory(Path.of(folder))) {
            System.out.println("No recordings: set PARLEY_AUDIO to their folder; nothing was measured");
            return;
        }
        List<Recording> all = Recording.readAll(Path.of(folder));
        var models = new SpeechModels(Path.of(System.getProperty("parley.models", "speech/target/models")));
        try (EmbeddedSpeech speech = EmbeddedSpeech.start(models)) {
            boolean settled = speech.awaitSettled(Duration.ofMinutes(1));
            if (!settled) {
                System.err.println("The speech parts did not load in a minute");
                System.exit(1);
            }
            new TurnsBenchmark(args.length > 0, all, models, speech).run();
        }
        System.exit(0);
    }

    /** {@code count} of {@code kind}, evenly over all; all of them when not quick. */
    private List<Recording> some(String kind, int count) {
        List<Recording> of = all.stream()
                .filter(one -> kind.isEmpty() || one.kind().equals(kind))
                .toList();
        if (of.size() <= count) {
            return of;
        }
        var chosen = new ArrayList<Recording>();
        for (int i = 0; i < count; i++) {
            chosen.add(of.get(i * of.size() / count));
        }
        return chosen;
    }

    /** Short ones leave time for more of them. */
    private List<Recording> shortest(int count) {
        return all.stream()
                .sorted((a, b) -> Integer.compare(a.speechEnd() - a.speechStart(), b.speechEnd() - b.speechStart()))
                .limit(count)
                .toList();
    }

    private void run() throws Exception {
        System.out.println("recordings: " + all.size() + "; voice activity " + detector.name() + ", recogniser "
                + recogniser.name() + ", voice " + voice.name() + "; the tutor's thinking takes no time");
        var hearing = new HearingMeasure(recogniser);
        progress("words");
        hearing.run(
                all,
                quick
                        ? Stream.concat(some("native", 4).stream(), some("learner", 10).stream())
                                .toList()
                        : all);
        hearing.print();
        System.out.println();
        Samples.printHeader();
        Result one = answers();
        var floor = new FloorMeasure(speech, hearing);
        progress("barge-ins");
        floor.bargeIns(quick ? shortest(4) : some("", 16));
        progress("backchannels and noises");
        int times = quick ? 1 : 3;
        for (int i = 0; i < times; i++) {
            floor.overlays(TurnsSounds.backchannels(voice));
            floor.overlays(TurnsSounds.noises());
        }
        progress("echo");
        floor.echo(quick ? 3 : 12);
        floor.print();
        var capacity = new CapacityMeasure();
        progress("cost");
        capacity.cost(recogniser, detector, all, some("learner", quick ? 4 : 10), quick ? 1 : 3);
        if (!quick) {
            progress("memory");
            capacity.memory(speech, shortest(1).getFirst());
        }
        capacity.print();
        progress("pauses");
        double early = pauses(hearing);
        progress("a killed recogniser");
        var workers = new WorkerMeasure(speech);
        workers.run(models, all, shortest(quick ? 1 : 4), quick ? 1 : 4);
        workers.print();
        System.out.printf(
                Locale.ROOT,
                "headline: first_audio_p50_ms=%s first_audio_p95_ms=%s stop_p50_ms=%s stop_p95_ms=%s resume_p95_ms=%s"
                        + " early_cuts_per_100=%s false_bargeins_per_100=%s heard_error_words=%s capacity_ratio=%s"
                        + " learner_wer_free=%s learner_wer_100=%s%n",
                figure(one.firstAudio.median(), 0),
                figure(one.firstAudio.percentile(95), 0),
                figure(floor.stop.median(), 0),
                figure(floor.stop.percentile(95), 0),
                figure(floor.resume.percentile(95), 0),
                figure(early, 1),
                figure(floor.falsePer100(), 1),
                figure(floor.heardError.median(), 0),
                figure(capacity.ratio(), 2),
                figure(hearing.learnerRateFree(), 4),
                figure(hearing.learnerRate100(), 4));
    }

    private static void progress(String what) {
        System.err.println("… " + what);
    }

    private Result answers() throws Exception {
        var measure = new AnswerMeasure(speech, all);
        progress("answers");
        // The first sentence of a process is slower, and nobody's.
        measure.run(new Setting("", 1, 1, 10, TurnSettings.USUAL), shortest(1));
        var expected = new Setting("1 session, one of ten answers", 1, 1, 10, TurnSettings.USUAL);
        Result one = measure.run(expected, quick ? some("learner", 5) : some("", 24));
        AnswerMeasure.print(expected, one);
        var free = new Setting("1 session, nothing foreseen", 1, 1, 0, TurnSettings.USUAL);
        AnswerMeasure.print(free, measure.run(free, quick ? some("learner", 2) : some("", 8)));
        var fixed = new Setting("1 session, fixed wait of 0.5 s", 1, 1, 0, fixedWait());
        AnswerMeasure.print(fixed, measure.run(fixed, quick ? some("learner", 2) : some("", 8)));
        var four = new Setting("4 sessions, always speaking", 4, 1, 10, TurnSettings.USUAL);
        AnswerMeasure.print(four, measure.run(four, quick ? some("learner", 8) : some("", 32)));
        var eight = new Setting("8 sessions, speaking 40 %", 8, 0.4, 10, TurnSettings.USUAL);
        AnswerMeasure.print(eight, measure.run(eight, quick ? some("learner", 8) : some("", 32)));
        return one;
    }

    /**
     * LiveKit Agents' published default for the end of a turn without a model of it: half a second of silence, whatever was
     * said, and no reply made ahead. Its other default, half a second of speech before an interruption, is none of our machine's settings.
     */
    private static TurnSettings fixedWait() {
        TurnSettings usual = TurnSettings.USUAL;
        Duration wait = Duration.ofMillis(500);
        return new TurnSettings(
                wait,
                wait,
                wait,
                wait,
                usual.resumeWithin(),
                usual.wordsWithin(),
                usual.starvedAfter(),
                usual.longestTurn(),
                usual.floor().withDrafts(0));
    }

    private double pauses(HearingMeasure hearing) throws Exception {
        var measure = new PauseMeasure(speech, hearing);
        List<Recording> said = quick ? shortest(2) : some("", 6);
        var usual = measure.run(TurnSettings.USUAL, said);
        PauseMeasure.print("cut in a pause, usual settings", usual);
        if (!quick) {
            PauseMeasure.print("cut in a pause, learners up to A2", measure.run(TurnSettings.BEGINNER, said));
        }
        PauseMeasure.print("cut in a pause, fixed wait of 0.5 s", measure.run(fixedWait(), said));
        return PauseMeasure.per100(usual);
    }
}
