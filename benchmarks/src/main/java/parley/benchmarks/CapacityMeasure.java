package parley.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vosk.Model;
import org.vosk.Recognizer;
import parley.speech.SpeechModels;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Ear;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.vosk.VoskRecogniser;

/**
 * What our ear costs beside the bare recogniser and detector: the same sounds, words with their times, words so far as often.
 *
 * <p>A recogniser that has heard a sentence finds its way through it faster the next time. So in each round both begin with
 * one that was just made, and each round has other recordings, of which none is heard twice by the same recogniser; who goes
 * first alternates. Told is the median of the rounds' ratios, because both of a round have the machine as it is then.
 */
final class CapacityMeasure {
    private static final int FRAME = VoiceActivityDetector.FRAME_SAMPLES;

    /** Between what is said, as learners leave it who speak on and on: 0.5 s. */
    private static final int GAP = SpokenLearner.RATE_HZ / 2;

    /** Silence for each second of speech of one who speaks 40 % of the time. */
    private static final double LISTENED = 1.5;

    /** One recogniser for all of them, which hears the gaps, too. */
    private final Samples raw = new Samples();

    /** A recogniser for each utterance. */
    private final Samples rawFresh = new Samples();

    private final Samples ours = new Samples();
    private final Samples ratios = new Samples();
    private final Samples freshRatios = new Samples();
    private final Samples listening = new Samples();

    /** What is said, followed by silence, and one of which is the right one with each. */
    private record Said(List<short[]> sounds, List<List<String>> candidates, double seconds) {}

    private static Said said(List<Recording> all, List<Recording> recordings, boolean listens) {
        List<short[]> sounds = new ArrayList<>();
        List<List<String>> candidates = new ArrayList<>();
        double seconds = 0;
        for (Recording recording : recordings) {
            short[] speech = TurnsSounds.speech(recording);
            int gap = listens ? (int) (speech.length * LISTENED) : GAP;
            sounds.add(Arrays.copyOf(speech, Math.ceilDiv(speech.length + gap, FRAME) * FRAME));
            candidates.add(HearingMeasure.candidates(all, recording, 10));
            seconds += speech.length / (double) SpokenLearner.RATE_HZ;
        }
        return new Said(sounds, candidates, seconds);
    }

    /** {@code recordings} are dealt out among {@code rounds}. */
    void cost(
            SpeechModels models,
            VoiceActivityDetector detector,
            List<Recording> all,
            List<Recording> recordings,
            int rounds,
            boolean whole)
            throws Exception {
        // Java's compiler has seen all of it before it counts.
        both(models, detector, said(all, recordings.subList(0, 2), false), true);
        for (int round = 0; round < rounds; round++) {
            List<Recording> dealt = new ArrayList<>();
            for (int i = round; i < recordings.size(); i += rounds) {
                dealt.add(recordings.get(i));
            }
            Said said = said(all, dealt, false);
            double[] both = both(models, detector, said, round % 2 == 0);
            raw.add(both[0]);
            ours.add(both[1]);
            ratios.add(both[0] / both[1]);
            if (round == 0) {
                double each = bare(models, detector, said, true);
                rawFresh.add(each);
                freshRatios.add(each / both[1]);
                if (whole) {
                    double[] listened = both(models, detector, said(all, dealt, true), true);
                    listening.add(listened[0] / listened[1]);
                }
            }
        }
    }

    /** Processor seconds per second of speech, of the bare parts and of ours. */
    private static double[] both(SpeechModels models, VoiceActivityDetector detector, Said said, boolean bareFirst)
            throws Exception {
        double before = bareFirst ? bare(models, detector, said, false) : 0;
        double ours = ours(models, detector, said);
        return new double[] {bareFirst ? before : bare(models, detector, said, false), ours};
    }

    /** Each time with a model that was just loaded, as ours: its pages are touched as they are needed. */
    private static double bare(SpeechModels models, VoiceActivityDetector detector, Said said, boolean forEach)
            throws Exception {
        try (var model = new Model(models.recogniser().toString())) {
            long before = cpu();
            if (forEach) {
                for (short[] sound : said.sounds) {
                    try (var vosk = new Recognizer(model, SpokenLearner.RATE_HZ)) {
                        bare(vosk, detector, sound);
                    }
                }
            } else {
                try (var vosk = new Recognizer(model, SpokenLearner.RATE_HZ)) {
                    for (short[] sound : said.sounds) {
                        bare(vosk, detector, sound);
                    }
                }
            }
            return (cpu() - before) / 1e9 / said.seconds;
        }
    }

    /** Of this thread, which does all of it; what Java's compiler and collector take beside is not per second of speech. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Everything is judged and decoded freely, with the words so far asked for as often as we do. */
    private static void bare(Recognizer vosk, VoiceActivityDetector detector, short[] sound) throws Exception {
        vosk.setWords(true);
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
    private static double ours(SpeechModels models, VoiceActivityDetector detector, Said said) throws Exception {
        try (Recogniser recogniser = VoskRecogniser.open(models.recogniser())) {
            long before = cpu();
            try (var ear = new Ear(detector, recogniser, EarSettings.USUAL, fact -> {})) {
                long at = 0;
                for (int i = 0; i < said.sounds.size(); i++) {
                    ear.expect(said.candidates.get(i));
                    short[] sound = said.sounds.get(i);
                    for (int from = 0; from < sound.length; from += FRAME) {
                        ear.hear(new AudioChunk(Arrays.copyOfRange(sound, from, from + FRAME), new SampleCount(at)));
                        at += FRAME;
                    }
                    ear.turnCommitted();
                }
                ear.audioEnded();
            }
            return (cpu() - before) / 1e9 / said.seconds;
        }
    }

    double ratio() {
        return ratios.median();
    }

    double ratioOfFresh() {
        return freshRatios.median();
    }

    double ratioListening() {
        return listening.median();
    }

    void print() {
        raw.printRow("processor per second of speech, bare parts", "s");
        rawFresh.printRow("  … with a recogniser for each utterance", "s");
        ours.printRow("  … our ear, which hears twice", "s");
        ratios.printRow("  … bare parts over ours, round by round", "");
        listening.printRow("  … the same of who speaks 40 % of the time", "");
    }
}
