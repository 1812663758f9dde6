package parley.prompts.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerPatternTest {

    @Test
    void standsForEveryChoiceTheFirstOnesFirst() throws Exception {
        assertThat(AnswerPattern.expand("{Could|Can} I have a tea{, please|}?"))
                .containsExactly(
                        "Could I have a tea, please?",
                        "Could I have a tea?",
                        "Can I have a tea, please?",
                        "Can I have a tea?");
    }

    @Test
    void tidiesWhatAnEmptyChoiceLeaves() throws Exception {
        assertThat(AnswerPattern.expand("{|Hi, }{my name is|I'm} {very |}Anna."))
                .startsWith("My name is very Anna.", "My name is Anna.")
                .hasSize(8);
    }

    @Test
    void leavesASingleWordAsItIs() throws Exception {
        assertThat(AnswerPattern.expand("{went}")).containsExactly("went");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a|b", "a}", "a|b", "{a|{b}}", "{a} b} c", "{1|2|3|4|5}{1|2|3|4|5}{1|2|3|4|5}"})
    void refusesWhatIsNoPattern(String pattern) {
        assertThatThrownBy(() -> AnswerPattern.expand(pattern)).isInstanceOf(AnswerPattern.Malformed.class);
    }
}
