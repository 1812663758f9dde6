package parley.speech.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordErrorRateTest {
    @Test
    void countsTheFewestEdits() {
        assertThat(WordErrorRate.of("It's a red bus.", "its a bus now")).isEqualTo(new WordErrorRate(3, 4));
        assertThat(WordErrorRate.of("the cat sat", "the cat sat").rate()).isZero();
        assertThat(WordErrorRate.of("one", "one two three").rate()).isEqualTo(2);
        assertThat(WordErrorRate.of("", "noise").rate()).isEqualTo(1);
        assertThat(new WordErrorRate(1, 4).plus(new WordErrorRate(1, 6)).rate()).isEqualTo(0.2);
    }
}
