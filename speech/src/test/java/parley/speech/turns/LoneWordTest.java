package parley.speech.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Heard;
import parley.speech.hearing.HeardWord;

class LoneWordTest {
    private static HeardWord word(String text, long from, long to, double confidence) {
        return new HeardWord(text, SampleCount.ofMillis(from), SampleCount.ofMillis(to), confidence);
    }

    private static Heard heard(double doubt, HeardWord... words) {
        String text =
                String.join(" ", List.of(words).stream().map(HeardWord::text).toList());
        return new Heard(text, List.of(words), text, null, doubt);
    }

    /** As the embedded recogniser told them, of "oh", "uh-huh" and "cool". */
    @ParameterizedTest
    @CsvSource({"bell,270,0.33,1", "bell,270,0.23,1", "though,300,0.44,1", "but,204,0.39,1", "two,366,0.42,1"})
    void a_hum_that_was_taken_for_a_word_is_not_meant(String text, long millis, double confidence, double doubt) {
        Heard heard = heard(doubt, word(text, 1_000, 1_000 + millis, confidence));
        assertThat(LoneWord.isLittle(heard)).isTrue();
        assertThat(LoneWord.isMeant(heard)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"tomorrow,600,1", "coffee,450,0.95", "seven,480,0.83"})
    void a_word_of_which_the_recogniser_is_sure_is_meant(String text, long millis, double confidence) {
        assertThat(LoneWord.isMeant(heard(0.2, word(text, 0, millis, confidence))))
                .isTrue();
        assertThat(LoneWord.isMeant(heard(0.2, word(text, 0, 200, confidence))))
                .as("too short to be said")
                .isFalse();
        assertThat(LoneWord.isMeant(heard(0.6, word(text, 0, millis, confidence))))
                .as("doubted for other reasons")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "wait", "no", "what", "why", "sorry", "\u505c", "two words", "\u6211\u60f3\u95ee"})
    void what_stops_anybody_and_what_is_several_words_is_no_lone_word(String words) {
        assertThat(LoneWord.is(words)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"450,0.47,true,false", "450,0.9,true,true", "700,0.47,false,false"})
    void two_words_in_half_a_second_are_judged_as_one(long millis, double confidence, boolean little, boolean meant) {
        Heard heard = heard(
                confidence < 0.8 ? 1 : 0,
                word("to", 0, millis / 2, confidence),
                word("know", millis / 2, millis, confidence));
        assertThat(LoneWord.isLittle(heard)).isEqualTo(little);
        assertThat(LoneWord.isMeant(heard)).isEqualTo(meant);
    }
}
