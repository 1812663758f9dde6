package parley.prompts.course.evalex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calculates with formulas as authors write them. */
class FormulaTest {

    private static final Map<String, Value> VALUES;

    static {
        try {
            VALUES = Map.of(
                    "a", Value.whole(2),
                    "b", Value.whole(-3),
                    "c", Value.whole(10),
                    "half", Value.written("0.5"),
                    "third", Value.written("1/3"),
                    "fruit", Value.written("apples"));
        } catch (FormulaException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a + b*c, -28",
        "(c + b)/a, 7/2",
        "-a^2, -4",
        "(-a)^2, 4",
        "a^(-2), 1/4",
        "2^3^2, 512",
        "2a + 1, 5",
        "c/a, 5",
        "a/c, 1/5",
        "half * 3, 1.5",
        "half/3, 1/6",
        "third + third, 2/3",
        "'gcd(12, 18)', 6",
        "'gcd(0, 0)', 0",
        "'lcm(4, 6)', 12",
        "abs(b), 3",
        "'mod(b, a)', 1",
        "'min(a, b, c)', -3",
        "'max(a, b, c)', 10",
        "floor(b/a), -2",
        "'round(c/3, 2)', 3.33",
        "'round(-5/2, 0)', -3",
        "round(5/2), 3",
        "'frac(6, 8)', 3/4",
        "decimal(3/4), 0.75",
        "decimal(1/3), 1/3",
        "fruit, apples",
        "a = 2, true",
        "a != b && c > 9, true",
        "'b != -3 && c/(b + 3) > 1', false",
        "a >= 3 || !(b < 0), false",
        "fruit != a, true",
        "0^0, 1",
        "(-1)^999999999999, -1",
    })
    void calculatesExactly(String formula, String shown) throws FormulaException {
        assertThat(Formula.parse(formula).evaluate(VALUES).shown()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "1/0, division by zero",
        "'mod(1, 0)', division by zero",
        "0^(-1), division by zero",
        "9^9^9^9, beyond",
        "10^13, beyond",
        "1/(2^41), beyond",
        "1000000*1000000*10, beyond",
        "2^half, exponent",
        "'gcd(half, 2)', no whole number",
        "fruit + 1, no number",
        "unknown, stands for nothing",
        "'round(1, 99)', decimal places",
        "a && b, condition",
    })
    void saysWhyThereIsNoValue(String formula, String reason) throws FormulaException {
        Formula parsed = Formula.parse(formula);

        assertThatExceptionOfType(FormulaException.class)
                .isThrownBy(() -> parsed.evaluate(VALUES))
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a +",
                "(a",
                "a)",
                "sin(a)",
                "a % b",
                "\"text\"",
                "a[0]",
                "1e5",
                "0x10",
                "１ + 1",
                "a ＋ b",
                "🙂",
                "gcd(1)",
                "round(1, 2, 3)",
                "99999999999999",
                "a\nb",
                "TRUE(",
                "x.y",
                ",",
                "()",
                "!",
                "abs()"
            })
    void refusesWhatIsNoFormula(String text) {
        assertThatExceptionOfType(FormulaException.class)
                .isThrownBy(() -> Formula.parse(text))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n"));
    }

    @Test
    void refusesALongFormulaAndReadsADeepOne() throws FormulaException {
        assertThatExceptionOfType(FormulaException.class).isThrownBy(() -> Formula.parse("1" + "+1".repeat(100)));
        assertThat(Formula.parse("(".repeat(99) + "7" + ")".repeat(99))
                        .evaluate(Map.of())
                        .shown())
                .isEqualTo("7");
        assertThat(Formula.parse("-".repeat(198) + "7").evaluate(Map.of()).shown())
                .isEqualTo("7");
    }

    @Property(tries = 300)
    void addingBackGivesTheSame(
            @ForAll @IntRange(min = -999, max = 999) int a,
            @ForAll @IntRange(min = 1, max = 999) int b,
            @ForAll @IntRange(min = 1, max = 999) int c)
            throws FormulaException {
        Map<String, Value> values = Map.of("a", Value.whole(a), "b", Value.whole(b), "c", Value.whole(c));

        assertThat(Formula.parse("a/b + c/b - c/b = a/b && (a/b)*(b/c)*c = a").holds(values))
                .isTrue();
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefused(@ForAll @StringLength(max = 60) String text) {
        try {
            Formula.parse(text).evaluate(VALUES);
        } catch (FormulaException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({"3, + 3", "-3, - 3", "0, + 0", "-1/2, - 1/2", "0.25, + 0.25"})
    void setsOffTheSign(String value, String shown) throws FormulaException {
        assertThat(Value.written(value).shownWithSign()).isEqualTo(shown);
    }
}
