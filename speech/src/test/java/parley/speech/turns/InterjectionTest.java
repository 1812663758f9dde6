package parley.speech.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterjectionTest {
    /** What the embedded recogniser was heard to make of "mm-hmm", "uh-huh", "oh" and "wow". */
    @ParameterizedTest
    @CsvSource({"and and", "but i", "though", "i really", "oh really", "right", "h and m", "m m h and m", "well"})
    void a_hum_that_was_taken_for_small_words_stops_nobody(String heard) {
        Interjection kind = Interjection.of(heard, List.of());
        assertThat(kind).isEqualTo(Interjection.BACKCHANNEL);
        assertThat(kind.isNoTurn(true, true)).isTrue();
        // The same words are a turn where the tutor is silent.
        assertThat(kind.isNoTurn(false, false)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"but i think so", "and then", "so what", "no", "stop", "but why"})
    void whoever_goes_on_after_them_has_said_something(String heard) {
        assertThat(Interjection.of(heard, List.of())).isEqualTo(Interjection.WORDS);
    }

    @ParameterizedTest
    @CsvSource({"and", "but", "right"})
    void an_expected_answer_is_words_whatever_it_is(String answer) {
        assertThat(Interjection.of(answer, List.of(answer))).isEqualTo(Interjection.WORDS);
    }
}
