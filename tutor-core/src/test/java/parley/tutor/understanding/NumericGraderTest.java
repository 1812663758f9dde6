package parley.tutor.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.ItemKind;

class NumericGraderTest {
    private static AnswerGrader grader(AnswerKey.Numeric key, Map<String, List<String>> wrong) {
        return TestItems.grader(ItemKind.NUMERIC, "There are some apples in 3 boxes.", key, wrong);
    }

    private static String grade(String value, String answer) {
        AnswerKey.Numeric key = new AnswerKey.Numeric(value, "0", "", List.of(), true);
        return TestItems.brief(grader(key, Map.of("adds", List.of("4/6"), "upside-down", List.of("4/3")))
                .grade(answer, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3/4      | 3/4                        | right
            3/4      | ３／４                      | right
            3/4      | ¾                          | right
            3/4      | 0.75                       | right
            3/4      | .75                        | right
            3/4      | three quarters             | right
            3/4      | three fourths              | right
            3/4      | three over four            | right
            3/4      | 四分之三                    | right
            3/4      | I think it's 3/4.          | right
            3/4      | is it 3/4?                 | right
            3/4      | 我觉得是3/4                 | right
            3/4      | The answer is 3/4, I think | right
            3/4      | 1/2 + 1/4 = 3/4            | right
            3/4      | 6/8                        | form lowest-terms
            3/4      | 1/2 + 1/4                  | form number
            3/4      | 75%                        | form number
            3/4      | 4/6                        | adds
            3/4      | 2/3                        | adds
            3/4      | 4/3                        | upside-down
            3/4      | 1 1/3                      | upside-down
            3/4      | 1/4                        | wrong
            3/4      | 3                          | wrong
            3/4      | 3/0                        | DIVISION_BY_ZERO
            3/4      | 1/(2-2)                    | DIVISION_BY_ZERO
            3/4      | 9^9^9^9                    | TOO_LARGE
            3/4      | 1234567890123              | TOO_LARGE
            3/4      | 😀                         | NOT_MATHS
            3/4      | While[True]                | NOT_MATHS
            3/4      | Import["x"]                | NOT_MATHS
            3/4      | 3 4                        | NOT_MATHS
            3/4      | 3//4                       | NOT_MATHS
            3/2      | 1 1/2                      | right
            3/2      | one and a half             | right
            3/2      | 一又二分之一                 | right
            3/2      | 1½                         | right
            3/2      | 1 2/4                      | form lowest-terms
            7/2      | 2 3/2                      | form lowest-terms
            -3/2     | -1 1/2                     | right
            -3/2     | −3/2                       | right
            -5       | minus five                 | right
            -5       | negative 5                 | right
            -5       | 负五                        | right
            -5       | -5                         | right
            -5       | －５                        | right
            -5       | 5                          | wrong
            1/3      | 0.33                       | imprecise
            1/3      | 0.34                       | wrong
            1234     | 1,234                      | right
            1234     | 1 234                      | right
            1234     | 一千二百三十四               | right
            1234     | one thousand two hundred and thirty four | right
            1234     | 1,23,4                     | NOT_MATHS
            12       | 12 apples                  | right
            12       | twelve apples              | right
            12       | 12.0                       | right
            12       | 24/2                       | form lowest-terms
            12       | 5 or 12                    | NOT_MATHS
            """)
    void gradesBareNumbers(String value, String answer, String expected) {
        assertThat(grade(value, answer)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2.5 m            | right
            2.5m             | right
            2.5 metres       | right
            250 cm           | right
            250cm            | right
            two point five metres | right
            2 m 50 cm        | right
            2.5              | unit?
            2.54 m           | right
            2.56 m           | imprecise
            2.7 m            | wrong
            2.5 km           | unit km
            2.5 bananas      | unit bananas
            2500             | no-conversion
            250 m            | no-conversion-m
            2,5 m            | NOT_MATHS
            """)
    void convertsUnits(String answer, String expected) {
        var key = new AnswerKey.Numeric(
                "2.5",
                "0.05",
                "m",
                List.of(new AnswerKey.UnitName("cm", "0.01"), new AnswerKey.UnitName("metres", "1")),
                false);
        var wrong = Map.of("no-conversion", List.of("2500"), "no-conversion-m", List.of("250 m"));
        assertThat(TestItems.brief(grader(key, wrong).grade(answer, false))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            75%              | right
            ７５％            | right
            75 percent       | right
            seventy five per cent | right
            百分之七十五       | right
            75               | unit?
            0.75             | form percent
            3/4              | form percent
            0.75%            | wrong
            """)
    void wantsAPercentSignWhereItIsTheUnit(String answer, String expected) {
        var key = new AnswerKey.Numeric(
                "75",
                "0",
                "%",
                List.of(new AnswerKey.UnitName("percent", "1"), new AnswerKey.UnitName("per cent", "1")),
                false);
        assertThat(TestItems.brief(grader(key, Map.of()).grade(answer, false))).isEqualTo(expected);
    }

    @Test
    void readsCurrenciesBeforeTheNumber() {
        var key = new AnswerKey.Numeric("4.5", "0", "$", List.of(new AnswerKey.UnitName("dollars", "1")), false);
        for (String answer : List.of("$4.50", "4.50 dollars", "$ 4.5", "4.5$")) {
            assertThat(TestItems.brief(grader(key, Map.of()).grade(answer, false)))
                    .as(answer)
                    .isEqualTo("right");
        }
        assertThat(TestItems.brief(grader(key, Map.of()).grade("€4.50", false))).isEqualTo("unit €");
    }

    @Test
    void refusesAKeyThatIsNoNumber() {
        assertThatThrownBy(() -> grader(new AnswerKey.Numeric("many", "0", "", List.of(), false), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> grader(new AnswerKey.Numeric("1/0", "0", "", List.of(), false), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
