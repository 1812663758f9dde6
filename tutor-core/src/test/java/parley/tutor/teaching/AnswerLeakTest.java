package parley.tutor.teaching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Item;
import parley.prompts.course.ItemKind;
import parley.prompts.course.LocalizedText;

class AnswerLeakTest {
    private static boolean leaks(ItemKind kind, String prompt, AnswerKey key, String text) {
        LocalizedText task = LocalizedText.english(prompt);
        return AnswerLeak.of(new Item("item", kind, task, prompt, key, List.of(), task, List.of(), List.of(), null))
                .in(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x = 5    | So x = 5.                             | true
            x = 5    | so x=5                                | true
            x = 5    | 所以x＝5                               | true
            x = 5    | Take x + 5 and look at it.            | false
            x = 5    | x = 52 is another one                 | false
            x = 5    | 2x = 5 comes first                    | false
            x = 5    | There are 5 steps.                    | false
            3/4      | It is 3/4.                            | true
            3/4      | It is 13/4.                           | false
            3/4      | It is 3/40.                           | false
            2x + 6   | That makes 2x+6                       | true
            2x + 6   | That makes 2x + 60                    | false
            """)
    void findsExpressions(String answer, String text, boolean leak) {
        var key = new AnswerKey.Algebraic(answer, AnswerKey.Form.ANY, null);
        assertThat(leaks(ItemKind.EXPRESSION, "Solve 2x + 3 = 13.", key, text)).isEqualTo(leak);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12       | Think of 12 apples.                   | false
            12       | The answer is 12.                     | true
            12       | 答案是12                               | true
            12       | The answer is 120.                    | false
            125      | You get 125.                          | true
            125      | You get 1250.                         | false
            -7       | The answer is -7                      | true
            365      | A year has 365 days.                  | false
            """)
    void findsNumbersWhereTheyAreCalledTheAnswer(String answer, String text, boolean leak) {
        var key = new AnswerKey.Numeric(answer, "0", "", List.of(), false);
        assertThat(leaks(ItemKind.NUMERIC, "A year has 365 days. How many?", key, text))
                .isEqualTo(leak);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The answer is B.       | true
            B is right.            | true
            选B                     | true
            Choose option B.       | true
            Look at B again.       | false
            The answer is a word.  | false
            The answer is by now clear. | false
            """)
    void findsTheLetterOfTheRightOption(String text, boolean leak) {
        var key = new AnswerKey.Choice(List.of(new AnswerKey.Option("are", ""), new AnswerKey.Option("is", "")), 1);
        assertThat(leaks(ItemKind.MULTIPLE_CHOICE, "She ___ here.\nA) are\nB) is", key, text))
                .isEqualTo(leak);
    }
}
