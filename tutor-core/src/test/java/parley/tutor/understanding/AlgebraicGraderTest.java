package parley.tutor.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.AnswerKey.Form;
import parley.prompts.course.ItemKind;

class AlgebraicGraderTest {
    private static AnswerGrader grader(
            String expression, Form form, @Nullable String start, Map<String, List<String>> wrong) {
        return TestItems.grader(ItemKind.EXPRESSION, "Solve.", new AnswerKey.Algebraic(expression, form, start), wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x = 5                        | right
            X=5                          | right
            5                            | right
            5 = x                        | right
            x equals 5                   | right
            x is five                    | right
            ｘ＝５                        | right
            x等于五                       | right
            x是5                          | right
            so x = 5                     | right
            is it 5?                     | right
            is x 5?                      | right
            I get x = 5                  | right
            I subtract 3 and get x = 5   | right
            x = 10/2                     | right
            x = 3 + 2                    | form number
            2x = 10                      | form solved
            2x + 3 = 13                  | form solved
            x = 8                        | adds
            8                            | adds
            x = 16/2                     | adds
            x = 4                        | wrong
            y = 5                        | wrong
            x                            | wrong
            x = 1/0                      | DIVISION_BY_ZERO
            x = 9^9^9                    | TOO_LARGE
            x = 😀                       | NOT_MATHS
            x == 5                       | NOT_MATHS
            """)
    void gradesSolutions(String answer, String expected) {
        AnswerGrader grader = grader("x = 5", Form.ANY, "2x + 3 = 13", Map.of("adds", List.of("x = 8")));
        assertThat(TestItems.brief(grader.grade(answer, false))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ANY        | 2x + 6     | 2(x+3)           | right
            ANY        | 2x + 6     | 2 (x + 3)        | right
            ANY        | 2x + 6     | 6 + 2·x          | right
            ANY        | 2x + 6     | (x+3)2           | NOT_MATHS
            ANY        | 2x + 6     | two x plus six   | right
            ANY        | 2x + 6     | 2x＋6            | right
            ANY        | 2x + 6     | 二x加六          | right
            ANY        | 2x + 6     | 2x + 5           | wrong
            ANY        | 2x + 6     | = 2x + 6         | right
            ANY        | 2x + 6     | y = 2x + 6       | right
            ANY        | 2x + 6     | 2(x+3) = 2x+6    | right
            ANY        | 2x + 6     | x+x+6 = 2x+7     | wrong
            ANY        | x^2 + 1    | x² + 1           | right
            ANY        | x^2 + 1    | x squared plus one | right
            ANY        | x^2 + 1    | x2 + 1           | NOT_MATHS
            ANY        | 3/4x       | 3x/4             | right
            ANY        | 3/4x       | (3/4)x           | right
            ANY        | 3/4x       | three quarters x | right
            ANY        | 3/4x       | 3/(4x)           | wrong
            ANY        | 3/4x       | 0.75x            | right
            ANY        | xy + 2     | 2 + yx           | right
            ANY        | 5          | 5                | right
            ANY        | 5          | 2 + 3            | form number
            SIMPLIFIED | 5x + 2     | 2 + 5x           | right
            SIMPLIFIED | 5x + 2     | 2x + 3x + 2      | form simplified
            SIMPLIFIED | 5x + 2     | 5*x + 2          | right
            SIMPLIFIED | x + 2      | 1x + 2           | form simplified
            SIMPLIFIED | x/3        | 2x/6             | form simplified
            SIMPLIFIED | x/3        | x/3              | right
            SIMPLIFIED | x/3        | 1/3x             | right
            SIMPLIFIED | 3/4        | 6/8              | form lowest-terms
            SIMPLIFIED | 2x + 6     | 2(x+3)           | form simplified
            SIMPLIFIED | (x+3)/2    | (x+3)/2          | right
            SIMPLIFIED | (x+3)/2    | (2x+6)/4         | form simplified
            SIMPLIFIED | -x + 1     | 1 - x            | right
            SIMPLIFIED | x^2        | x*x              | form simplified
            SIMPLIFIED | 3x^2 + x   | 3x^2 + x         | right
            EXPANDED   | 2x + 6     | 2(x+3)           | form expanded
            EXPANDED   | x^2 - 1    | (x-1)(x+1)       | form expanded
            EXPANDED   | x^2 - 1    | x*x - 1          | right
            FACTORED   | 2(x + 3)   | 2x + 6           | form factored
            FACTORED   | 2(x + 3)   | (x+3)*2          | right
            FACTORED   | 4(x + 2)   | 2(2x + 4)        | form factored
            FACTORED   | 4(x + 2)   | 4(x+2)           | right
            FACTORED   | -2(x - 3)  | 2(3 - x)         | right
            FACTORED   | x(x + 2)   | x^2 + 2x         | form factored
            FACTORED   | 2x(x + 2)  | x(2x + 4)        | form factored
            """)
    void gradesExpressionsByForm(Form form, String expression, String answer, String expected) {
        AnswerGrader grader = grader(expression, form, null, Map.of());
        assertThat(TestItems.brief(grader.grade(answer, false))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2x + 3 = 13  | 13 = 3 + 2x | right
            2x + 3 = 13  | 2x = 10     | right
            2x + 3 = 13  | 2x + 3 = 12 | wrong
            2x + 3 = 13  | 2x + 3      | wrong
            y = 2x + 3   | 2x + 3      | right
            y = 2x + 3   | y - 3 = 2x  | form solved
            6/x = 2      | 6 = 2x      | right
            """)
    void gradesEquations(String expression, String answer, String expected) {
        assertThat(TestItems.brief(grader(expression, Form.ANY, null, Map.of()).grade(answer, false)))
                .isEqualTo(expected);
    }

    @Test
    void pointsOutTheFirstStepThatDoesNotFollow() {
        AnswerGrader grader = grader("x = 5", Form.ANY, "2x + 3 = 13", Map.of("adds", List.of("x = 8")));
        assertThat(grader.grade("2x = 10\nx = 20", false))
                .isEqualTo(new AnswerCheck.Wrong("", new Slip.FirstWrongStep(2, "2x = 10", "x = 20")));
        assertThat(grader.grade("2x = 16 so x = 8", false))
                .isEqualTo(new AnswerCheck.Wrong("adds", new Slip.FirstWrongStep(1, "", "2x = 16")));
        assertThat(grader.grade("2x = 13 - 3; 2x = 11 => x = 5.5", false))
                .isEqualTo(new AnswerCheck.Wrong("", new Slip.FirstWrongStep(2, "2x = 13 - 3", "2x = 11")));
        assertThat(grader.grade("13 - 3 = 10\n2x = 10\nx = 10 / 2\nx = 6", false))
                .isEqualTo(new AnswerCheck.Wrong("", new Slip.FirstWrongStep(4, "x = 10 / 2", "x = 6")));
        assertThat(grader.grade("2x = 10, x = 5", false)).isInstanceOf(AnswerCheck.Right.class);
        assertThat(grader.grade("First I take 3 away\n2x = 10\nthen x = 5", false))
                .isInstanceOf(AnswerCheck.Right.class);
        assertThat(grader.grade("2x = 10\nx = ?", false)).isInstanceOf(AnswerCheck.Wrong.class);
    }

    @Test
    void followsExpressionsToo() {
        AnswerGrader grader = grader("5x + 6", Form.SIMPLIFIED, "2(x + 3) + 3x", Map.of());
        assertThat(grader.grade("2x + 3 + 3x\n5x + 3", false))
                .isEqualTo(new AnswerCheck.Wrong("", new Slip.FirstWrongStep(1, "", "2x + 3 + 3x")));
        assertThat(grader.grade("2x + 6 + 3x\n5x + 6", false)).isInstanceOf(AnswerCheck.Right.class);
        assertThat(TestItems.brief(grader.grade("2(x + 3) + 3x", false))).isEqualTo("form simplified");
    }

    @Test
    void aMisconceptionThatIsRightByValueIsRecognisedOnlyAsItIsWritten() {
        AnswerGrader grader = grader("3/4", Form.SIMPLIFIED, null, Map.of("unreduced", List.of("6/8")));
        assertThat(TestItems.brief(grader.grade("6/8", false))).isEqualTo("unreduced");
        assertThat(TestItems.brief(grader.grade("9/12", false))).isEqualTo("form lowest-terms");
        assertThat(TestItems.brief(grader.grade("3/4", false))).isEqualTo("right");
    }
}
