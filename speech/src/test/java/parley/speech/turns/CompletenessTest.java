package parley.speech.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CompletenessTest {
    private static final List<String> ANSWERS =
            List.of("I went to school yesterday.", "I went", "He has been there", "Yes, please!");
    private static final List<String> PHRASES = List.of("I don't know", "a hint");

    private static Completeness of(String text) {
        return Completeness.of(text, ANSWERS, PHRASES);
    }

    @Test
    void judgesTheWords() {
        assertThat(of("i went to school yesterday")).isEqualTo(Completeness.COMPLETE);
        assertThat(of("i want to school yesterday"))
                .as("one word heard otherwise")
                .isEqualTo(Completeness.COMPLETE);
        assertThat(of("yes please")).isEqualTo(Completeness.COMPLETE);
        assertThat(of("a hint")).isEqualTo(Completeness.COMPLETE);
        assertThat(of("can i have a tea please")).isEqualTo(Completeness.COMPLETE);
        assertThat(of("I would like tea.")).isEqualTo(Completeness.COMPLETE);

        assertThat(of("i went")).as("an answer and the beginning of another").isEqualTo(Completeness.NORMAL);
        assertThat(of("the blue one")).isEqualTo(Completeness.NORMAL);
        assertThat(of("\u6211\u4e0d\u77e5\u9053")).isEqualTo(Completeness.NORMAL);

        assertThat(of("i went to")).isEqualTo(Completeness.OPEN);
        assertThat(of("he has been")).as("the beginning of an answer").isEqualTo(Completeness.OPEN);
        assertThat(of("i like it because")).isEqualTo(Completeness.OPEN);
        assertThat(of("i want to")).isEqualTo(Completeness.OPEN);
        assertThat(of("um")).isEqualTo(Completeness.OPEN);
    }

    @Test
    void tellsBackchannelsFromWords() {
        assertThat(Interjection.of("", List.of())).isEqualTo(Interjection.NOISE);
        assertThat(Interjection.of("the", List.of())).isEqualTo(Interjection.NOISE);
        assertThat(Interjection.of("um uh", List.of())).isEqualTo(Interjection.FILLER);
        assertThat(Interjection.of("uh huh", List.of())).isEqualTo(Interjection.BACKCHANNEL);
        assertThat(Interjection.of("yeah ok", List.of())).isEqualTo(Interjection.BACKCHANNEL);
        assertThat(Interjection.of("yes", List.of("Yes."))).isEqualTo(Interjection.WORDS);
        assertThat(Interjection.of("the", List.of("the"))).isEqualTo(Interjection.WORDS);
        assertThat(Interjection.of("yeah yeah right ok", List.of())).isEqualTo(Interjection.WORDS);
        assertThat(Interjection.of("stop", List.of())).isEqualTo(Interjection.WORDS);
        assertThat(Interjection.of("right but why", List.of())).isEqualTo(Interjection.WORDS);
    }
}
