package parley.speech.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.Resampler;
import parley.speech.audio.SampleCount;
import parley.speech.audio.WavReader;
import parley.speech.fvad.FvadDetector;
import parley.speech.hearing.HearingFact.SegmentHeard;
import parley.speech.hearing.HearingFact.SpeechPaused;
import parley.speech.hearing.HearingFact.SpeechStarted;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.vosk.Parts;

/** Sound through the real detector, the real recogniser and the weigher, as in a session. */
class HearingRealPartsTest {
    private static final int CANDIDATES = 10;

    @SuppressWarnings("ArrayRecordComponent")
    private record Recording(String id, String text, short[] samples) {}

    private static short[] speech(String text) throws Exception {
        Synthesis spoken = Parts.voice().synthesise(text, VoiceSettings.USUAL);
        return padded(new Resampler(spoken.rateHz(), 16_000).resample(spoken.samples()));
    }

    private static short[] padded(short[] sound) {
        var padded = new short[8_000 + sound.length + 11_200];
        System.arraycopy(sound, 0, padded, 8_000, sound.length);
        return padded;
    }

    private static List<HearingFact> hear(VoiceActivityDetector detector, short[] sound, List<String> phrases) {
        List<HearingFact> facts = new ArrayList<>();
        try (Ear ear = new Ear(detector, Parts.recogniser(), EarSettings.USUAL, facts::add)) {
            ear.expect(phrases);
            for (int at = 0; at < sound.length; at += 640) {
                ear.hear(new AudioChunk(
                        Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 640)), new SampleCount(at)));
            }
            ear.audioEnded();
        }
        return facts;
    }

    private static Heard last(List<HearingFact> facts) {
        Heard heard = Heard.NOTHING;
        for (HearingFact fact : facts) {
            if (fact instanceof SegmentHeard(Utterance utterance)) {
                heard = utterance.heard();
            }
        }
        return heard;
    }

    @Test
    void theEmbeddedVoiceIsHeardWordForWord() throws Exception {
        WordErrorRate rate = WordErrorRate.NONE;
        for (String said : List.of(
                "Yes, please.",
                "I would like a cup of coffee and a piece of cake.",
                "Yesterday we went to the market and bought some apples.",
                "My name is Anna and I come from a small town.")) {
            List<HearingFact> facts = hear(Parts.detector(), speech(said), List.of());
            rate = rate.plus(WordErrorRate.of(said, last(facts).text()));
            SpeechStarted started = (SpeechStarted) facts.get(0);
            assertThat(started.at().toMillis()).isBetween(400L, 700L);
        }
        System.out.println("embedded voice through the ear: word error rate " + rate);
        assertThat(rate.rate()).isLessThan(0.06);
    }

    /** A recording may begin with its first word, and a key may be pressed as late. */
    @Test
    void whatBeginsWithAWordIsHeardFromItsFirstWordOn() throws Exception {
        for (String said : List.of("Could I have a coffee please?", "A cup of tea please.", "He went home.")) {
            short[] sound = speech(said);
            int first = 0;
            while (Math.abs(sound[first]) < 300) {
                first++;
            }
            short[] atOnce = Arrays.copyOfRange(sound, first, sound.length);
            Heard heard = last(hear(Parts.detector(), atOnce, List.of()));
            assertThat(WordErrorRate.of(said, heard.text()).rate())
                    .as(heard.text())
                    .isZero();
        }
    }

    @Test
    void aPhraseAcrossAPauseIsHeardWhole() throws Exception {
        short[] first = speech("I would like");
        short[] second = speech("a cup of green tea");
        short[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        List<HearingFact> facts = hear(
                Parts.detector(), both, List.of("I would like a cup of green tea.", "I want a glass of cold water."));
        assertThat(facts.stream().filter(SpeechPaused.class::isInstance)).hasSize(2);
        assertThat(last(facts).text()).isEqualTo("i would like a cup of green tea");
        assertThat(last(facts).expectedText()).isEqualTo("i would like a cup of green tea");
        assertThat(last(facts).doubt()).isLessThan(0.1);
    }

    @Test
    void withoutTheModelLibfvadStillFindsSpeech() throws Exception {
        String said = "Could you tell me the way to the station?";
        try (FvadDetector detector = FvadDetector.load()) {
            assertThat(WordErrorRate.of(
                                    said,
                                    last(hear(detector, speech(said), List.of()))
                                            .text())
                            .rate())
                    .isLessThan(0.15);
        }
    }

    @Test
    void noiseAndSilenceAreNoSpeech() {
        var noise = new short[16_000 * 5];
        var random = new Random(5);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (random.nextGaussian() * 300);
        }
        assertThat(hear(Parts.detector(), noise, List.of("hello"))).hasOnlyElementsOfType(HearingFact.AudioEnded.class);
        assertThat(hear(Parts.detector(), new short[16_000 * 5], List.of("hello")))
                .hasOnlyElementsOfType(HearingFact.AudioEnded.class);
    }

    @Test
    void fluentSpeakersAreHeardFreely() throws Exception {
        List<Recording> recordings = recordings("native", 2);
        WordErrorRate free = WordErrorRate.NONE;
        for (Recording recording : recordings) {
            Heard heard = last(hear(Parts.detector(), padded(recording.samples), List.of()));
            free = free.plus(WordErrorRate.of(recording.text, heard.text()));
        }
        System.out.println("fluent speakers, free: word error rate " + free);
        assertThat(free.rate()).isLessThan(0.15);
    }

    @Test
    void learnersAreHeardThroughWhatIsExpected() throws Exception {
        List<Recording> all = recordings("learner", 1);
        // Every second one keeps the run short; the benchmark takes them all.
        List<Recording> recordings = IntStream.range(0, all.size())
                .filter(i -> i % 2 == 0)
                .mapToObj(all::get)
                .toList();
        List<String> texts = all.stream().map(Recording::text).toList();
        var random = new Random(11);
        WordErrorRate free = WordErrorRate.NONE;
        WordErrorRate weighed = WordErrorRate.NONE;
        int sureAndWrong = 0;
        for (Recording recording : recordings) {
            List<String> candidates = new ArrayList<>(texts);
            candidates.remove(recording.text);
            Collections.shuffle(candidates, random);
            candidates = new ArrayList<>(candidates.subList(0, CANDIDATES - 1));
            candidates.add(recording.text);
            Heard heard = last(hear(Parts.detector(), padded(recording.samples), candidates));
            free = free.plus(WordErrorRate.of(recording.text, heard.freeText()));
            WordErrorRate own = WordErrorRate.of(recording.text, heard.text());
            weighed = weighed.plus(own);
            sureAndWrong += own.rate() > 0.34 && !heard.doubtful() ? 1 : 0;
        }
        System.out.println("learners, free: word error rate " + free + "; with " + CANDIDATES + " candidates " + weighed
                + "; badly wrong without doubt " + sureAndWrong + " of " + recordings.size());
        assertThat(weighed.rate()).isLessThan(0.2).isLessThan(free.rate() / 2);
        assertThat(sureAndWrong).isLessThanOrEqualTo(recordings.size() / 15);
    }

    private static List<Recording> recordings(String set, int textColumn) throws Exception {
        Path folder = Parts.recordings();
        List<Recording> recordings = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(set + ".tsv"))) {
            String[] columns = line.split("\t", -1);
            Path file = folder.resolve(set).resolve(columns[0] + ".wav");
            if (Files.isRegularFile(file)) {
                try (WavReader reader = WavReader.open(Files.newInputStream(file))) {
                    recordings.add(new Recording(columns[0], columns[textColumn], reader.readAllResampled()));
                }
            }
        }
        return recordings;
    }
}
