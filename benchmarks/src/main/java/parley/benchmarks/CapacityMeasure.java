package parley.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.vosk.Model;
import org.vosk.Recognizer;
import parley.speech.EmbeddedSpeech;
import parley.speech.SpeechModels;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Ear;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.turns.TurnSettings;

/** What our ear costs beside the bare recogniser and detector, and what a session takes of memory. */
final class CapacityMeasure {
    private static final int FRAME = VoiceActivityDetector.FRAME_SAMPLES;

    /** Between what is said, as learners leave it. */
    private static final int GAP = SpokenLearner.RATE_HZ / 2;

    private static final int SESSIONS = 8;

    /** A recogniser for the whole session, which knows its way after a few words, and hears the gaps, too. */
    private final Samples raw = new Samples();

    /** A recogniser for each utterance. */
    private final Samples rawFresh = new Samples();

    private final Samples ours = new Samples();
    private double megabytesPerSession = Double.NaN;

    /** All hear the same, by turns; each {@code rounds} times, after one round that is not counted. */
    void cost(
            SpeechModels models,
            Recogniser recogniser,
            VoiceActivityDetector detector,
            List<Recording> all,
            List<Recording> recordings,
            int rounds)
            throws Exception {
        List<short[]> sounds = new ArrayList<>();
        List<List<String>> candidates = new ArrayList<>();
        double seconds = 0;
        for (Recording recording : recordings) {
            short[] speech = TurnsSounds.speech(recording);
            sounds.add(Arrays.copyOf(speech, Math.ceilDiv(speech.length + GAP, FRAME) * FRAME));
            candidates.add(HearingMeasure.candidates(all, recording, 10));
            seconds += speech.length / (double) SpokenLearner.RATE_HZ;
        }
        try (var model = new Model(models.recogniser().toString())) {
            for (int round = 0; round <= rounds; round++) {
                double session = secondsFor(() -> {
                    try (var vosk = new Recognizer(model, SpokenLearner.RATE_HZ)) {
                        for (short[] sound : sounds) {
                            bare(vosk, detector, sound);
                        }
                    }
                });
                double fresh = secondsFor(() -> {
                    for (short[] sound : sounds) {
                        try (var vosk = new Recognizer(model, SpokenLearner.RATE_HZ)) {
                            bare(vosk, detector, sound);
                        }
                    }
                });
                double ear = secondsFor(() -> ear(recogniser, detector, sounds, candidates));
                if (round > 0) {
                    raw.add(session / seconds);
                    rawFresh.add(fresh / seconds);
                    ours.add(ear / seconds);
                }
            }
        }
    }

    /** Something to be measured. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static double secondsFor(Work work) throws Exception {
        long before = cpu();
        work.run();
        return (cpu() - before) / 1e9;
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Everything is judged and decoded freely, with the words so far asked for as often as we do. */
    private static void bare(Recognizer vosk, VoiceActivityDetector detector, short[] sound) throws Exception {
        try (VoiceActivityDetector.VoiceActivity activity = detector.open()) {
            for (int at = 0; at < sound.length; at += FRAME) {
                float ignored = activity.probability(sound, at);
                if (vosk.acceptWaveForm(Arrays.copyOfRange(sound, at, at + FRAME), FRAME)) {
                    String unusedWords = vosk.getResult();
                }
                if (at / FRAME % 4 == 3) {
                    String unusedWords = vosk.getPartialResult();
                }
            }
            String unusedEnd = vosk.getFinalResult();
        }
    }

    /** As in a session: one ear for all of them, each turn forgotten when it is over. */
    private static void ear(
            Recogniser recogniser,
            VoiceActivityDetector detector,
            List<short[]> sounds,
            List<List<String>> candidates) {
        try (var ear = new Ear(detector, recogniser, EarSettings.USUAL, fact -> {})) {
            long at = 0;
            for (int i = 0; i < sounds.size(); i++) {
                ear.expect(candidates.get(i));
                short[] sound = sounds.get(i);
                for (int from = 0; from < sound.length; from += FRAME) {
                    ear.hear(new AudioChunk(Arrays.copyOfRange(sound, from, from + FRAME), new SampleCount(at)));
                    at += FRAME;
                }
                ear.turnCommitted();
            }
            ear.audioEnded();
        }
    }

    /** Eight learners who have said something, over the memory before them. */
    void memory(EmbeddedSpeech speech, Recording recording) throws Exception {
        short[] sound = TurnsSounds.speech(recording);
        double before = settledMegabytes();
        List<SpokenLearner> learners = new ArrayList<>();
        try {
            for (int i = 0; i < SESSIONS; i++) {
                var learner = new SpokenLearner(speech, new TurnsTutor("Very good."), TurnSettings.USUAL);
                learners.add(learner);
                learner.say(sound, sound.length);
                learner.silence(Duration.ofSeconds(3));
            }
            megabytesPerSession = (settledMegabytes() - before) / SESSIONS;
        } finally {
            learners.forEach(SpokenLearner::close);
        }
    }

    private static double settledMegabytes() throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return Double.NaN;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1_024)
                .findFirst()
                .orElse(Double.NaN);
    }

    double ratio() {
        return raw.size() == 0 ? Double.NaN : raw.median() / ours.median();
    }

    double ratioOfFresh() {
        return rawFresh.size() == 0 ? Double.NaN : rawFresh.median() / ours.median();
    }

    void printCost() {
        raw.printRow("processor per second of speech, bare parts", "s");
        rawFresh.printRow("  … with a recogniser for each utterance", "s");
        ours.printRow("  … our ear, which hears twice", "s");
    }

    void printMemory() {
        System.out.printf(
                Locale.ROOT,
                "%-46s MB   %s%n",
                "resident memory per voice session (of 8)",
                Double.isNaN(megabytesPerSession)
                        ? "not measured"
                        : String.format(Locale.ROOT, "%.1f", megabytesPerSession));
    }
}
