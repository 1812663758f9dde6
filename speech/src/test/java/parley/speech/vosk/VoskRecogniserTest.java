package parley.speech.vosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.speech.audio.Resampler;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.SentenceEnd;
import parley.speech.hearing.Transcript;
import parley.speech.hearing.UtteranceDecoder;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;

/** Each of the ways in which libvosk ends the process; were one unguarded, this run would end with it. */
class VoskRecogniserTest {
    private static short[] speech(String text) throws Exception {
        Synthesis spoken = Parts.voice().synthesise(text, VoiceSettings.USUAL);
        short[] speech = new Resampler(spoken.rateHz(), 16_000).resample(spoken.samples());
        // Without silence before it a first word is clipped.
        var padded = new short[4_800 + speech.length];
        System.arraycopy(speech, 0, padded, 4_800, speech.length);
        return padded;
    }

    @Test
    void hearsTheEmbeddedVoiceWithTimesAndPartials() throws Exception {
        short[] speech = speech("I would like a cup of coffee, please.");
        try (UtteranceDecoder decoder = Parts.recogniser().openFree()) {
            decoder.accept(speech, 0, speech.length);
            assertThat(decoder.partial()).startsWith("i would like");
            decoder.accept(new short[4_800], 0, 4_800);
            Transcript heard = decoder.finish();
            assertThat(heard.text()).isEqualTo("i would like a cup of coffee please");
            assertThat(heard.words()).isSortedAccordingTo((a, b) -> a.start().compareTo(b.start()));
            assertThat(heard.words())
                    .allMatch(word -> word.end().isAfter(word.start())
                            && word.confidence() > 0.5
                            && word.end().samples() <= speech.length + 4_800);
        }
    }

    @Test
    void tellsWhereASentenceSeldomEnds() throws Exception {
        List<String> whole = List.of(
                "Thank you very much.",
                "We had a good time.",
                "I went there last year.",
                "He is a friend of mine.",
                "I have no idea.",
                "She told me about it.");
        List<String> cut = List.of(
                "Thank you very",
                "We had a good",
                "I went there last",
                "He is a friend of",
                "I have no",
                "The children play football with");
        var ends = new ArrayList<SentenceEnd>();
        for (String text : whole) {
            ends.add(endAfter(text));
        }
        assertThat(ends).as("whole").filteredOn(SentenceEnd.LIKELY::equals).hasSizeGreaterThanOrEqualTo(4);
        ends.clear();
        for (String text : cut) {
            ends.add(endAfter(text));
        }
        assertThat(ends).as("cut").filteredOn(SentenceEnd.UNLIKELY::equals).hasSizeGreaterThanOrEqualTo(4);
        assertThat(endAfter("")).as("no words").isEqualTo(SentenceEnd.UNKNOWN);
    }

    @Test
    void anEndIsForgottenWhenMoreIsSaid() throws Exception {
        short[] first = speech("I don't know.");
        short[] second = speech("My brother went to the");
        try (UtteranceDecoder decoder = Parts.recogniser().openFree()) {
            for (short[] sound : List.of(first, new short[8_000], second, new short[4_096])) {
                decoder.accept(sound, 0, sound.length);
            }
            Transcript heard = decoder.finishSentence();
            assertThat(heard.text()).isEqualTo("i don't know my brother went to the");
            assertThat(heard.end()).isEqualTo(SentenceEnd.UNLIKELY);
        }
    }

    private static SentenceEnd endAfter(String text) throws Exception {
        short[] sound = text.isEmpty() ? new short[0] : speech(text);
        try (UtteranceDecoder decoder = Parts.recogniser().openFree()) {
            for (int at = 0; at < sound.length; at += 2_048) {
                decoder.accept(sound, at, Math.min(2_048, sound.length - at));
            }
            decoder.accept(new short[4_096], 0, 4_096);
            return decoder.finishSentence().end();
        }
    }

    @Test
    void theSameSoundGivesTheSameWordsWhateverWasHeardBefore() throws Exception {
        // A word on the edge: its confidence told each time how much had been said in the process.
        short[] edge = speech("No.");
        Grammar grammar = Grammar.of(List.of("no", "now")).orElseThrow();
        try (VoskRecogniser own = VoskRecogniser.open(Parts.MODELS.recogniser())) {
            Transcript free = decode(own.openFree(), edge);
            Transcript against = decode(own.openAgainst(grammar), edge);
            for (String other : List.of("The children played football yesterday.", "One two three four.")) {
                decode(own.openFree(), speech(other));
                decode(Parts.recogniser().openFree(), speech(other));
                assertThat(decode(own.openFree(), edge)).isEqualTo(free);
                assertThat(decode(own.openAgainst(grammar), edge)).isEqualTo(against);
            }
            assertThat(decode(Parts.recogniser().openFree(), edge)).isEqualTo(free);
        }
    }

    @Test
    void againstAGrammarHearsPhrasesOrUnknown() throws Exception {
        Grammar grammar =
                Grammar.of(List.of("a cup of tea", "a glass of water")).orElseThrow();
        assertThat(decode(grammar, speech("A cup of tea.")).text()).isEqualTo("a cup of tea");
        assertThat(decode(grammar, speech("The children played football yesterday."))
                        .words())
                .extracting(HeardWord::text)
                .contains(Grammar.UNKNOWN);
    }

    private static Transcript decode(Grammar grammar, short[] speech) throws RecogniserFailure {
        return decode(Parts.recogniser().openAgainst(grammar), speech);
    }

    private static Transcript decode(UtteranceDecoder opened, short[] speech) throws RecogniserFailure {
        try (UtteranceDecoder decoder = opened) {
            decoder.accept(speech, 0, speech.length);
            decoder.accept(new short[4_800], 0, 4_800);
            return decoder.finish();
        }
    }

    @Test
    void wordsThatTheModelDoesNotKnowDoNoHarm() throws Exception {
        Grammar nonsense = Grammar.of(List.of("qqzzk vvxx", "o'o'o")).orElseThrow();
        assertThat(decode(nonsense, speech("Hello there.")).words())
                .extracting(HeardWord::text)
                .allMatch(Grammar.UNKNOWN::equals);
    }

    @Test
    void useAfterCloseIsAnErrorAndCloseIsIdempotent() throws Exception {
        UtteranceDecoder decoder = Parts.recogniser().openFree();
        decoder.close();
        decoder.close();
        assertThatThrownBy(() -> decoder.accept(new short[512], 0, 512)).isInstanceOf(RecogniserFailure.class);
        assertThatThrownBy(decoder::partial).isInstanceOf(RecogniserFailure.class);
        assertThatThrownBy(decoder::finish).isInstanceOf(RecogniserFailure.class);
    }

    @Test
    void closingWhileAnotherThreadDecodesWaitsForIt() throws Exception {
        UtteranceDecoder decoder = Parts.recogniser().openFree();
        short[] speech = speech("One two three four five six seven.");
        var running = new CountDownLatch(1);
        Thread decoding = Thread.ofPlatform().start(() -> {
            try {
                while (true) {
                    decoder.accept(speech, 0, 1_600);
                    running.countDown();
                }
            } catch (RecogniserFailure closed) {
                // What the test waits for.
                running.countDown();
            }
        });
        running.await();
        decoder.close();
        decoding.join(20_000);
        assertThat(decoding.isAlive()).isFalse();
    }

    @Test
    void oneDecoderOnTwoThreadsTakesThemInTurn() throws Exception {
        short[] speech = speech("One two three four five six seven.");
        try (UtteranceDecoder decoder = Parts.recogniser().openFree()) {
            var begin = new CountDownLatch(1);
            List<Thread> threads = IntStream.range(0, 2)
                    .mapToObj(number -> Thread.ofPlatform().start(() -> {
                        try {
                            begin.await();
                            for (int at = number * 512; at + 512 <= speech.length; at += 1_024) {
                                decoder.accept(speech, at, 512);
                                decoder.partial();
                            }
                        } catch (RecogniserFailure | InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }))
                    .toList();
            begin.countDown();
            for (Thread thread : threads) {
                thread.join(60_000);
                assertThat(thread.isAlive()).isFalse();
            }
            assertThat(decoder.finish()).isNotNull();
            assertThatThrownBy(decoder::finish).isInstanceOf(RecogniserFailure.class);
        }
    }

    @Test
    void grammarsThatLibvoskDiesOfCannotBeMade() throws Exception {
        for (List<String> deadly : List.of(
                List.<String>of(), List.of(""), List.of("  ", "\""), List.of("\\", "{]", "\u0000"), List.of("12"))) {
            assertThat(Grammar.of(deadly)).as("%s", deadly).isEmpty();
        }
        Grammar odd = Grammar.of(List.of("a \"cup\" of tea", "don\u2019t\n\tgo", "x".repeat(10_000)))
                .orElseThrow();
        assertThat(odd.phrases()).containsExactly("a cup of tea", "don't go");
        assertThat(decode(odd, speech("A cup of tea.")).text()).isEqualTo("a cup of tea");
    }

    @Test
    void aClosedModelOpensNothingAndLeavesOpenDecodersWhole() throws Exception {
        VoskRecogniser own = VoskRecogniser.open(Parts.MODELS.recogniser());
        UtteranceDecoder decoder = own.openFree();
        own.close();
        own.close();
        assertThatThrownBy(own::openFree).isInstanceOf(RecogniserFailure.class);
        short[] speech = speech("Good morning.");
        decoder.accept(speech, 0, speech.length);
        assertThat(decoder.finish().text()).isEqualTo("good morning");
    }

    @Test
    void aFolderWithoutAModelIsSaidSo(@TempDir Path folder) {
        assertThatThrownBy(() -> VoskRecogniser.open(folder))
                .isInstanceOf(RecogniserFailure.class)
                .hasMessageContaining("no Vosk model");
    }
}
