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
import parley.benchmarks.TurnsOptions.Part;
import parley.benchmarks.TurnsSounds.Overlay;
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
 * answers, when it waits, when it yields, and when it does not; and the same with the fixed half seconds that are usual elsewhere.
 */
public final class TurnsBenchmark {
    /** Load a core from which a machine is not our own. */
    private static final double QUIET_LOAD = 1.5;

    private final TurnsOptions options;
    private final boolean quick;
    private final List<Recording> all;
    private final SpeechModels models;
    private final EmbeddedSpeech speech;
    private final Recogniser recogniser;
    private final VoiceActivityDetector detector;
    private final Voice voice;
    private final long began = System.nanoTime();
    private final StringBuilder headline = new StringBuilder();

    private TurnsBenchmark(TurnsOptions options, List<Recording> all, SpeechModels models, EmbeddedSpeech speech)
            throws IOException {
        this.options = options;
        this.quick = options.quick();
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
        List<String> asked = List.of(args);
        if (asked.contains("--help")) {
            System.out.print(TurnsOptions.help());
            return;
        }
        TurnsOptions options;
        try {
            options = TurnsOptions.of(asked);
        } catch (TurnsOptions.Unknown e) {
            System.err.println("benchmarks/run turns: " + e.getMessage());
            System.exit(2);
            return;
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
            new TurnsBenchmark(options, all, models, speech).run();
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
                + recogniser.name() + ", voice " + voice.name() + "; the tutor's thinking takes no time but where it"
                + " says so");
        var hearing = new HearingMeasure(recogniser);
        if (options.wants(Part.WORDS)) {
            progress("words");
            hearing.run(
                    all,
                    quick
                            ? Stream.concat(some("native", 4).stream(), some("learner", 10).stream())
                                    .toList()
                            : all);
            hearing.print();
            System.out.println();
        }
        Samples.printHeader();
        answers();
        if (options.wants(Part.THINKING)) {
            thinking();
        }
        floor(hearing);
        var capacity = new CapacityMeasure();
        capacity(capacity);
        if (options.wants(Part.PAUSES)) {
            progress("pauses");
            pauses(hearing);
        }
        if (options.wants(Part.WORKER)) {
            progress("a killed recogniser");
            var workers = new WorkerMeasure(speech);
            workers.run(models, all, shortest(quick ? 1 : 3), quick ? 1 : 3);
            workers.print();
        }
        if (options.wants(Part.COST)) {
            headline("capacity_ratio", capacity.ratio(), 2);
            headline("capacity_ratio_fresh", capacity.ratioOfFresh(), 2);
            headline("capacity_ratio_speaking_40", capacity.ratioListening(), 2);
        }
        if (options.wants(Part.WORDS)) {
            headline("learner_wer_free", hearing.learnerRateFree(), 4);
            headline("learner_wer_100", hearing.learnerRate100(), 4);
        }
        System.out.println("headline:" + headline);
    }

    private void capacity(CapacityMeasure capacity) throws Exception {
        if (options.wants(Part.COST)) {
            progress("cost");
            capacity.cost(models, detector, all, some("learner", quick ? 8 : Integer.MAX_VALUE), quick ? 1 : 3, !quick);
            capacity.print();
        }
        if (options.wants(Part.MEMORY)) {
            progress("memory");
            var memory = new SessionMemory();
            Recording said = some("learner", 2).getLast();
            memory.run(speech, said, HearingMeasure.candidates(all, said, 10));
            memory.print();
            headline("session_mb", memory.megabytesAmid(), 1);
        }
    }

    private void headline(String key, double value, int digits) {
        headline.append(' ').append(key).append('=').append(figure(value, digits));
    }

    private void progress(String what) {
        System.err.printf(Locale.ROOT, "… %s (%d s)%n", what, (System.nanoTime() - began) / 1_000_000_000L);
    }

    private void answers() throws Exception {
        if (!options.wants(Part.ANSWERS) && !options.wants(Part.CROWD)) {
            return;
        }
        var measure = new AnswerMeasure(speech, all);
        progress("answers");
        // The first sentence of a process is slower, and nobody's.
        measure.run(new Setting("", 1, 1, 10, TurnSettings.USUAL), shortest(1));
        if (options.wants(Part.ANSWERS)) {
            alone(measure);
        }
        if (options.wants(Part.CROWD)) {
            crowd(measure);
        }
    }

    private void alone(AnswerMeasure measure) throws Exception {
        var expected = new Setting("1 session, one of ten answers", 1, 1, 10, TurnSettings.USUAL);
        Result one = measure.run(expected, quick ? some("learner", 4) : some("", 20));
        AnswerMeasure.print(expected, one);
        headline("first_audio_p50_ms", one.firstAudio.median(), 0);
        headline("first_audio_p95_ms", one.firstAudio.percentile(95), 0);
        // These two are to be compared: the same people, in the same company.
        List<Recording> few = quick ? some("learner", 2) : some("", 12);
        int sessions = quick ? 2 : 3;
        var free = new Setting(sessions + " sessions, nothing foreseen", sessions, 1, 0, TurnSettings.USUAL);
        AnswerMeasure.print(free, measure.run(free, few));
        var fixed = new Setting(sessions + " sessions, fixed wait of 0.5 s", sessions, 1, 0, fixedWait());
        Result fixedResult = measure.run(fixed, few);
        AnswerMeasure.print(fixed, fixedResult);
        headline("fixed_first_audio_p50_ms", fixedResult.firstAudio.median(), 0);
    }

    private void crowd(AnswerMeasure measure) throws Exception {
        var four = new Setting("4 sessions, always speaking", 4, 1, 10, TurnSettings.USUAL);
        AnswerMeasure.print(four, measure.run(four, quick ? some("learner", 4) : some("", 24)));
        var eight = new Setting("8 sessions, speaking 40 %", 8, 0.4, 10, TurnSettings.USUAL);
        AnswerMeasure.print(eight, measure.run(eight, quick ? some("learner", 8) : some("", 24)));
    }

    /** A tutor who thinks as long as a language model: what a reply made ahead saves. */
    private void thinking() throws Exception {
        progress("a tutor who thinks");
        var measure = new AnswerMeasure(speech, all);
        List<Recording> few = quick ? some("learner", 2) : some("", 12);
        int sessions = quick ? 2 : 4;
        TurnSettings usual = TurnSettings.USUAL;
        thinking(measure, few, sessions, "made ahead", "thinking_drafts_p50_ms", usual);
        thinking(
                measure,
                few,
                sessions,
                "not made ahead",
                "thinking_no_drafts_p50_ms",
                usual.withFloor(usual.floor().withDrafts(0)));
        thinking(measure, few, sessions, "fixed wait of 0.5 s", "thinking_fixed_p50_ms", fixedWait());
    }

    private void thinking(
            AnswerMeasure measure, List<Recording> said, int sessions, String how, String key, TurnSettings turns)
            throws Exception {
        var setting = new Setting(
                sessions + " sessions, tutor's first word after 600 ms, " + how,
                sessions,
                1,
                0,
                turns,
                Duration.ofMillis(600));
        Result result = measure.run(setting, said);
        AnswerMeasure.print(setting, result);
        headline(key, result.firstAudio.median(), 0);
    }

    private void floor(HearingMeasure hearing) throws Exception {
        if (options.wants(Part.BARGEIN)) {
            progress("barge-ins");
            var alone = new BargeInMeasure(speech, hearing);
            alone.run(quick ? shortest(4) : some("", 20), 1);
            alone.print("");
            headline("stop_p50_ms", alone.stop.median(), 0);
            headline("stop_p95_ms", alone.stop.percentile(95), 0);
            headline("stop_from_word_p95_ms", alone.stopFromWord.percentile(95), 0);
            headline("fixed_stop_p50_ms", alone.fixedStop.median(), 0);
            headline("heard_error_words", alone.heardError.median(), 1);
            headline("heard_error_p95_words", alone.heardError.percentile(95), 1);
        }
        if (options.wants(Part.BARGEIN4)) {
            progress("barge-ins, 4 sessions");
            var four = new BargeInMeasure(speech, hearing);
            four.run(quick ? shortest(4) : some("", 24), 4);
            four.print(", 4 at once");
            headline("stop_4_sessions_p95_ms", four.stop.percentile(95), 0);
        }
        if (options.wants(Part.HARMLESS)) {
            progress("backchannels and noises");
            var harmless = new OverlayMeasure(speech);
            harmless.run(harmless(hearing));
            harmless.print("false barge-ins, backchannels and noises");
            headline("resume_p95_ms", harmless.resume.percentile(95), 0);
            headline("false_bargeins_per_100", harmless.falsePer100(), 1);
            headline("fixed_false_bargeins_per_100", harmless.fixedPer100(), 1);
        }
        if (options.wants(Part.MURMUR)) {
            progress("others talking");
            var nearby = new NearbyMeasure(speech);
            nearby.run(all, quick ? 2 : 8);
            nearby.print();
            headline("nearby_stops_per_100", nearby.stoppedPer100(), 1);
            headline("every_voice_nearby_stops_per_100", nearby.everyVoiceStoppedPer100(), 1);
            headline("nearby_missed_per_100", nearby.missedPer100(), 1);
        }
        if (options.wants(Part.ECHO)) {
            progress("echo");
            var echo = new EchoMeasure(speech);
            echo.run(quick ? 1 : 10);
            echo.print();
            headline("echo_stops_per_100", echo.stoppedPer100(), 1);
        }
    }

    private List<Overlay> harmless(HearingMeasure hearing) throws Exception {
        var sounds = new ArrayList<Overlay>();
        int variants = quick ? 1 : TurnsSounds.SPEAKERS.size();
        for (int i = 0; i < variants; i++) {
            sounds.addAll(TurnsSounds.backchannels(voice, TurnsSounds.SPEAKERS.get(i)));
            sounds.addAll(TurnsSounds.noises(7 + i));
        }
        for (Recording one : quick ? some("", 8) : all) {
            sounds.addAll(TurnsSounds.cutOut(one, hearing.words(one)));
        }
        all.stream()
                .map(TurnsSounds::breath)
                .flatMap(List::stream)
                .limit(quick ? 2 : 16)
                .forEach(sounds::add);
        return sounds;
    }

    /**
     * LiveKit Agents' published default for the end of a turn without a model of it: half a second of silence, whatever was
     * said, and no reply made ahead. Its other default is {@link FixedInterruption}.
     */
    private static TurnSettings fixedWait() {
        TurnSettings usual = TurnSettings.USUAL;
        Duration wait = Duration.ofMillis(500);
        return new TurnSettings(
                wait,
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

    private void pauses(HearingMeasure hearing) throws Exception {
        var measure = new PauseMeasure(speech, hearing);
        List<Recording> said = quick ? shortest(2) : some("", 10);
        var usual = measure.run(TurnSettings.USUAL, said);
        PauseMeasure.print("cut in a pause, usual settings", usual);
        if (!quick) {
            PauseMeasure.print("cut in a pause, learners up to A2", measure.run(TurnSettings.BEGINNER, some("", 5)));
        }
        var fixed = measure.run(fixedWait(), said);
        PauseMeasure.print("cut in a pause, fixed wait of 0.5 s", fixed);
        headline("early_cuts_per_100", PauseMeasure.per100(usual), 1);
        headline("fixed_early_cuts_per_100", PauseMeasure.per100(fixed), 1);
    }
}
