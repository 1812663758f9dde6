package parley.speech.speaking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.speech.vosk.Parts;

class EstimatedTimingsTest {
    private static final List<String> TEXTS = List.of(
            "Well, I think that is a very good idea, and we should try it. Are you ready?",
            "Yesterday, my brother went to the supermarket. He bought bread, milk, and a newspaper.",
            "No. That was almost right; listen to me once more, please.",
            "The international conference will begin at nine o'clock, in the great hall.");

    /** The embedded voice tells its words' times, so the estimate can be held against them. */
    @Test
    void findsTheWordsOfARealVoice() throws Exception {
        List<Double> errors = new ArrayList<>();
        List<Double> naive = new ArrayList<>();
        for (String text : TEXTS) {
            Synthesis spoken = Parts.voice().synthesise(text, VoiceSettings.USUAL);
            List<WordTiming> guessed = EstimatedTimings.of(text, spoken.samples(), spoken.rateHz());
            assertThat(guessed)
                    .extracting(WordTiming::text)
                    .isEqualTo(spoken.words().stream().map(WordTiming::text).toList());
            double letters = text.replace(" ", "").length();
            double before = 0;
            for (int i = 0; i < guessed.size(); i++) {
                before += spoken.words().get(i).text().length();
                long right = spoken.words().get(i).end().toMillis();
                errors.add((double) Math.abs(guessed.get(i).end().toMillis() - right));
                naive.add(Math.abs(spoken.length().toMillis() * before / letters - right));
            }
        }
        assertThat(mean(errors)).as("mean error in ms").isLessThan(70);
        assertThat(mean(errors)).isLessThan(mean(naive) / 2);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    @Test
    void wordsStandInTheirOrderWithinTheSound() {
        short[] noise = new short[16_000];
        for (int i = 4_000; i < 12_000; i++) {
            noise[i] = (short) (i % 100 * 50);
        }
        List<WordTiming> words = EstimatedTimings.of("\u4f60\u597d\uff0c Tom \u2014 5!", noise, 16_000);
        assertThat(words).extracting(WordTiming::text).containsExactly("\u4f60", "\u597d\uff0c", "Tom", "5!");
        Duration before = Duration.ofMillis(240);
        for (WordTiming word : words) {
            assertThat(word.start()).isGreaterThanOrEqualTo(before);
            assertThat(word.end()).isGreaterThan(word.start());
            before = word.end();
        }
        assertThat(before).isLessThanOrEqualTo(Duration.ofMillis(760));
    }

    @Test
    void silenceAndNothingAreNoFault() {
        assertThat(EstimatedTimings.of("", new short[100], 16_000)).isEmpty();
        assertThat(EstimatedTimings.of("word", new short[0], 16_000)).isEmpty();
        assertThat(EstimatedTimings.of("two words", new short[16_000], 16_000)).hasSize(2);
        assertThat(EstimatedTimings.of("a ".repeat(500), new short[1], 16_000)).hasSize(500);
    }
}
