package parley.speech.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.HearingFact.PartialHeard;
import parley.speech.hearing.HearingFact.RecogniserFailed;
import parley.speech.hearing.HearingFact.SegmentHeard;
import parley.speech.hearing.HearingFact.SpeechPaused;
import parley.speech.hearing.HearingFact.SpeechResumed;
import parley.speech.hearing.HearingFact.SpeechStarted;
import parley.speech.scripted.LoudnessDetector;
import parley.speech.scripted.ScriptedRecogniser;

class EarTest {
    private static final int MS = SampleCount.RATE_HZ / 1_000;
    private static final int FRAME_MS = 32;

    private final ScriptedRecogniser recogniser = new ScriptedRecogniser();
    private final List<HearingFact> facts = new ArrayList<>();
    private final Ear ear = new Ear(new LoudnessDetector(500), recogniser, EarSettings.USUAL, facts::add);

    /** Sound of the given lengths in ms: silence, voice, silence, voice … */
    private static short[] sound(int... lengthsMs) {
        var all = new short[Arrays.stream(lengthsMs).sum() * MS];
        int at = 0;
        for (int i = 0; i < lengthsMs.length; i++) {
            if (i % 2 == 1) {
                Arrays.fill(all, at, at + lengthsMs[i] * MS, (short) 4_000);
            }
            at += lengthsMs[i] * MS;
        }
        return all;
    }

    private void hear(int... lengthsMs) {
        ear.hear(new AudioChunk(sound(lengthsMs), ear.position()));
    }

    private <T> T only(Class<T> kind) {
        List<T> found = facts.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void tellsOneUtteranceInOrderAndInSampleTime() {
        recogniser.willHear("i would like some tea");
        hear(960, 1_600, 640);

        assertThat(facts.stream()
                        .filter(fact -> !(fact instanceof PartialHeard))
                        .toList())
                .hasExactlyElementsOfTypes(SpeechStarted.class, SpeechPaused.class, SegmentHeard.class);
        assertThat(facts).anyMatch(PartialHeard.class::isInstance);
        assertThat(only(SpeechStarted.class).at().toMillis()).isEqualTo(960);
        SpeechPaused paused = only(SpeechPaused.class);
        assertThat(paused.speechEnd().toMillis()).isEqualTo(2_560);
        assertThat(paused.at().toMillis()).isBetween(2_560L + 224, 2_560L + 288);
        Utterance utterance = only(SegmentHeard.class).utterance();
        assertThat(utterance.heard().text()).isEqualTo("i would like some tea");
        assertThat(utterance.start().toMillis()).isEqualTo(960);
        assertThat(utterance.free().words())
                .allMatch(word -> word.start().toMillis() >= 600
                        && word.end().toMillis() <= paused.at().toMillis());
    }

    @Test
    void appendsWhatComesBeforeTheTurnIsCommittedAndForgetsAfter() {
        recogniser.willHear("tell me a story", "about a fireman", "thank you");
        ear.expect(List.of("Tell me a story about a fireman."));
        hear(320, 1_000, 600, 1_000, 600);
        ear.turnCommitted();
        hear(0, 800, 600);

        List<Utterance> heard = facts.stream()
                .filter(SegmentHeard.class::isInstance)
                .map(fact -> ((SegmentHeard) fact).utterance())
                .toList();
        assertThat(heard)
                .extracting(utterance -> utterance.free().text())
                .containsExactly("tell me a story", "tell me a story about a fireman", "thank you");
        assertThat(heard).extracting(Utterance::segments).containsExactly(1, 2, 1);
        assertThat(heard.get(1).start()).isEqualTo(heard.get(0).start());
        assertThat(only(SpeechResumed.class).at().toMillis()).isBetween(1_900L, 1_952L);
        assertThat(facts.stream().filter(SpeechStarted.class::isInstance)).hasSize(2);
    }

    /** A recogniser mishears the word with which its sound begins; a recording may begin so, or a key be pressed late. */
    @Test
    void aVoiceWithNothingBeforeItIsGivenSilenceThatMovesNoWord() {
        recogniser.willHear("could i have some tea");
        ear.expect(List.of("Could I have some tea."));
        hear(0, 1_600, 640);
        Utterance utterance = only(SegmentHeard.class).utterance();
        assertThat(utterance.start()).isEqualTo(SampleCount.ZERO);
        long heard = (1_600 + 256) * MS;
        assertThat(recogniser.given().getFirst() - heard)
                .as("silence before the voice")
                .isBetween(280L * MS, 340L * MS);
        for (Transcript transcript : List.of(utterance.free(), utterance.expected())) {
            assertThat(transcript.words()).isNotEmpty();
            HeardWord second = transcript.words().get(1);
            // Five words spread over 2.4 s of which 0.3 lie before the voice.
            assertThat(second.start().toMillis()).isBetween(100L, 250L);
        }
    }

    @Test
    void listensInAnotherWayFromTheNextFrameOn() {
        recogniser.willHear("hello", "hello");
        hear(960, 640, 640);
        ear.turnCommitted();
        ear.listen(EarSettings.USUAL.withPreRoll(Duration.ofMillis(700)));
        hear(960, 640, 640);
        List<Long> given = recogniser.given();
        assertThat(given.get(1) - given.get(0)).as("more from before the voice").isBetween(380L * MS, 420L * MS);
    }

    @Test
    void takesForAVoiceWhatIsSureEnough() {
        recogniser.willHear("hello");
        var unsure = new VoiceActivityDetector() {
            private final VoiceActivityDetector loud = new LoudnessDetector(500);

            @Override
            public String name() {
                return "unsure";
            }

            @Override
            public VoiceActivity open() {
                VoiceActivity sure = loud.open();
                return new VoiceActivity() {
                    @Override
                    public float probability(short[] samples, int offset) {
                        return sure.probability(samples, offset) > 0.5 ? 0.6f : 0.1f;
                    }

                    @Override
                    public void reset() {
                        sure.reset();
                    }

                    @Override
                    public void close() {
                        sure.close();
                    }
                };
            }

            @Override
            public void close() {
                loud.close();
            }
        };
        try (Ear doubting = new Ear(unsure, recogniser, EarSettings.USUAL.withActivation(0.7), facts::add)) {
            short[] voice = sound(320, 640, 640);
            doubting.hear(new AudioChunk(voice, SampleCount.ZERO));
            assertThat(facts).isEmpty();
            doubting.listen(EarSettings.USUAL);
            doubting.hear(new AudioChunk(voice, doubting.position()));
            only(SegmentHeard.class);
        }
    }

    @Test
    void ignoresAClick() {
        hear(320, FRAME_MS, 960);
        assertThat(facts).isEmpty();
    }

    @Test
    void bridgesAShortGapAndEndsSpeechAtALongOne() {
        recogniser.willHear("one two", "three");
        hear(320, 640);
        ear.hear(new AudioChunk(sound(0, 320), ear.position().plus(200L * MS)));
        assertThat(facts.stream().filter(SpeechPaused.class::isInstance)).isEmpty();
        ear.hear(new AudioChunk(sound(0, 320), ear.position().plus(5_000L * MS)));
        assertThat(only(SpeechPaused.class).speechEnd().toMillis()).isLessThan(1_600);
        assertThat(only(SpeechResumed.class).at().toMillis()).isGreaterThan(6_400);
    }

    @Test
    void skipsAudioThatWasHeardBefore() {
        recogniser.willHear("hello");
        short[] sound = sound(320, 640, 640);
        ear.hear(new AudioChunk(sound, SampleCount.ZERO));
        SampleCount position = ear.position();
        ear.hear(new AudioChunk(sound, SampleCount.ZERO));
        assertThat(ear.position()).isEqualTo(position);
        only(SegmentHeard.class);
    }

    @Test
    void endsSpeechWithTheAudio() {
        recogniser.willHear("good bye");
        hear(320, 700);
        ear.audioEnded();
        assertThat(only(SegmentHeard.class).utterance().heard().text()).isEqualTo("good bye");
    }

    /** A pause has been waited for and heard; a microphone that is switched off leaves the last word unfinished. */
    @ParameterizedTest
    @CsvSource({"256, 0", "96, 104", "0, 200"})
    void onlyTheSilenceThatWasNotHeardIsPushedToFlushTheLastWord(int silent, int pushed) {
        recogniser.willHear("could i have some tea");
        hear(640, 1_600, silent);
        ear.audioEnded();
        assertThat(facts.stream().filter(SegmentHeard.class::isInstance)).hasSize(1);
        Utterance utterance = only(SegmentHeard.class).utterance();
        long heard = recogniser.given().getFirst();
        long voice = utterance.end().samples() - utterance.start().samples();
        long before = (EarSettings.USUAL.historyFrames() - EarSettings.USUAL.onsetFrames()) * (long) FRAME_MS * MS;
        assertThat(heard - before - voice).isEqualTo((silent + pushed) * (long) MS);
    }

    /** Without 200 ms before it, the first word of a segment is clipped. */
    @ParameterizedTest
    @ValueSource(ints = {64, 96, 160, 320})
    void whoGoesOnSoonAfterThePauseIsHeardFromBeforeTheVoice(int afterPause) {
        recogniser.willHear("tell me a story", "about a fireman");
        ear.expect(List.of("Tell me a story about a fireman."));
        hear(320, 992, 256 + afterPause, 1_000, 600);
        SampleCount onset = only(SpeechResumed.class).at();
        assertThat(only(SpeechStarted.class).at().isAfter(onset)).isFalse();
        assertThat(recogniser.given()).hasSize(2);
        // The ear begins where the given sound begins: it ends with the release hang.
        long end = onset.samples() + 1_000 * MS;
        long given = recogniser.given().get(1);
        assertThat(given).isGreaterThanOrEqualTo(end + 256 * MS - onset.samples() + 200 * MS - 2 * FRAME_MS * MS);
        assertThat(recogniser.givenAgainst())
                .as("the pause is heard once against the expectation")
                .isLessThanOrEqualTo((320L + 992 + 256 + afterPause + 1_000 + 600) * MS);
    }

    @Test
    void aFailedRecogniserLosesOneStretchAndNotTheSession() {
        recogniser.willHear("never heard", "heard again");
        recogniser.failing(true);
        hear(320, 640, 640);
        only(RecogniserFailed.class);
        only(SpeechPaused.class);
        recogniser.failing(false);
        hear(0, 640, 640);
        only(SegmentHeard.class);
    }

    @Test
    void aLongSpeechIsHeardWholeWithBoundedDecoders() {
        recogniser.willHear("first part", "second part", "third part");
        hear(320, 80_000, 640);
        Utterance utterance = only(SegmentHeard.class).utterance();
        // A word that ends with its decoder is the next one's to hear, which this recogniser, having no ears, does not.
        assertThat(utterance.free().text()).isEqualTo("first second third part");
        assertThat(utterance.segments()).isEqualTo(1);
        assertThat(recogniser.given()).hasSize(3).allMatch(samples -> samples <= 40_000L * MS);
    }

    @Test
    void saysNothingAfterClose() {
        recogniser.willHear("hello");
        hear(320, 320);
        int before = facts.size();
        ear.close();
        ear.close();
        hear(0, 640, 640);
        assertThat(facts).hasSize(before);
    }

    @Property(tries = 40)
    void chunkingDoesNotShow(@ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 3_000) Integer> pieces) {
        short[] sound = sound(320, 700, 500, 900, 700);
        List<HearingFact> whole = replay(sound, List.of(sound.length));
        assertThat(replay(sound, pieces)).isEqualTo(whole);
    }

    private static List<HearingFact> replay(short[] sound, List<Integer> pieces) {
        List<HearingFact> told = new ArrayList<>();
        var scripted = new ScriptedRecogniser().willHear("one two three", "four five");
        try (Ear fresh = new Ear(new LoudnessDetector(500), scripted, EarSettings.USUAL, told::add)) {
            int at = 0;
            for (int i = 0; at < sound.length; i++) {
                int end = Math.min(sound.length, at + pieces.get(i % pieces.size()));
                fresh.hear(new AudioChunk(Arrays.copyOfRange(sound, at, end), new SampleCount(at)));
                at = end;
            }
        }
        return told;
    }
}
