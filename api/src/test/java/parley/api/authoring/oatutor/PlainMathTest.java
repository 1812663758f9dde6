package parley.api.authoring.oatutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Turns LaTeX into what a learner would type. */
class PlainMathTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Solve $$2x+3=7$$ for $$x$$.        | Solve 2x+3=7 for x.
            $$\\frac{3}{4}$$                   | 3/4
            $$2\\frac{1}{3}$$                  | 2 1/3
            $$\\frac{3}{4}x$$                  | 3/4 x
            $$\\frac{x+1}{12}$$                | (x+1)/12
            $$\\dfrac{a}{\\frac{b}{c}}$$       | a/(b/c)
            $$x^{2}+x^{10}-x^{n+1}$$           | x^2+x^10-x^(n+1)
            $$x^2$$                            | x^2
            $$3 \\cdot 4 \\times 5 \\div 6$$   | 3 * 4 * 5 / 6
            $$\\left(x+1\\right)$$             | (x+1)
            $$\\sqrt{x+1}$$                    | sqrt(x+1)
            $$90^{\\circ}$$                    | 90°
            $$x \\leq 3$$                      | x <= 3
            $$5\\text{ apples}$$               | 5 apples
            Pay \\$5, that is 10\\%            | Pay $5, that is 10%
            $$\\$5$$ or $$10\\%$$              | $5 or 10%
            $$a_{1}$$                          | a1
            """)
    void givesThePlainForm(String latex, String plain) throws Exception {
        assertThat(PlainMath.of(latex.replace("\\\\", "\\"))).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $$\\begin{bmatrix}1\\end{bmatrix}$$ | begin
            $$\\sqrt[3]{8}$$                    | root
            $$\\frac{1}$$                       | broken
            $$x}$$                              | broken
            $$\\unknown{x}$$                    | unknown
            See ##figure1.gif##                 | picture
            $$1 & 2$$                           | table
            $$x                                 | broken
            """)
    void refusesWithAReason(String latex, String reason) {
        assertThatExceptionOfType(PlainMath.NoPlainForm.class)
                .isThrownBy(() -> PlainMath.of(latex.replace("\\\\", "\\")))
                .satisfies(e -> assertThat(e.reason()).contains(reason));
    }

    @Test
    void boundsDepthAndLength() {
        assertThatExceptionOfType(PlainMath.NoPlainForm.class)
                .isThrownBy(() -> PlainMath.of("$$" + "{".repeat(2_000) + "}".repeat(2_000) + "$$"));
        assertThatExceptionOfType(PlainMath.NoPlainForm.class)
                .isThrownBy(() -> PlainMath.of("$$" + "\\frac".repeat(1_000) + "$$"));
        assertThatExceptionOfType(PlainMath.NoPlainForm.class).isThrownBy(() -> PlainMath.of("x".repeat(6_001)));
    }
}
