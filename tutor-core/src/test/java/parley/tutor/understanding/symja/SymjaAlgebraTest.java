package parley.tutor.understanding.symja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.tutor.understanding.maths.Equivalence;
import parley.tutor.understanding.maths.Expression;
import parley.tutor.understanding.maths.MathsReader;
import parley.tutor.understanding.maths.MathsReading;
import parley.tutor.understanding.maths.Rational;
import parley.tutor.understanding.maths.Statement;
import parley.tutor.understanding.maths.WrittenForm;

class SymjaAlgebraTest {
    /** Long, so that a busy machine changes no result. */
    private static final SymjaAlgebra SYMJA = new SymjaAlgebra(Duration.ofSeconds(60));

    @BeforeAll
    static void load() throws InterruptedException {
        assertThat(SYMJA.awaitLoaded(Duration.ofMinutes(2))).isTrue();
    }

    private static Statement read(String text) {
        return ((MathsReading.Read) MathsReader.read(text)).statement();
    }

    @ParameterizedTest
    @CsvSource({
        "x^2 = 9,         (x-3)(x+3) = 0, true",
        "x(x^2+1) = 0,    x = 0,          true",
        "(x-3)^2 = 0,     x = 3,          true",
        "x^2 = 9,         x = 3,          false",
        "x^2 = 2,         x^2 = 3,        false",
        "x^2 = -1,        x^2 = -4,       true",
        "e^2 = 4,         (e-2)(e+2) = 0, true",
        "1/x = x,         x^2 = 1,        true",
    })
    void comparesRealSolutions(String one, String other, boolean same) {
        assertThat(new Equivalence(SYMJA).sameSolutions(read(one), read(other))).contains(same);
    }

    @ParameterizedTest
    @CsvSource({
        "(x+2)(x+3),          true",
        "x^2+5x+6,            false",
        "(x+1)(x^2+5x+6),     false",
        "(x+1)(x^2+1),        true",
        "(x+y)^2,             true",
        "2(x^2-y^2),          false",
    })
    void tellsWhetherAProductCanBeTakenApartFurther(String expression, boolean factored) {
        assertThat(new WrittenForm(SYMJA).isFactored(read(expression).left())).isEqualTo(factored);
    }

    /** An independent judge of our own exact calculation, over expressions that no person chose. */
    @Test
    void agreesWithOurOwnCalculation() {
        Random random = new Random(20_11);
        Equivalence ours = new Equivalence(SYMJA);
        int equal = 0;
        for (int i = 0; i < 150; i++) {
            Expression one = expression(random, 4);
            Expression other = random.nextBoolean() ? expression(random, 4) : rewritten(one, random);
            boolean same = ours.equal(one, other);
            equal += same ? 1 : 0;
            assertThat(SYMJA.equal(one, other)).as("%s and %s", one, other).contains(same);
        }
        assertThat(equal).isBetween(30, 120);
    }

    private static Expression expression(Random random, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return random.nextBoolean()
                    ? new Expression.Letter(random.nextBoolean() ? 'x' : 'y')
                    : new Expression.Num(Rational.of(1 + random.nextInt(9)), 0);
        }
        Expression left = expression(random, depth - 1);
        Expression right = expression(random, depth - 1);
        return switch (random.nextInt(5)) {
            case 0 -> new Expression.Sum(left, right);
            case 1 -> new Expression.Difference(left, right);
            case 2 -> new Expression.Product(left, right);
            case 3 -> new Expression.Quotient(left, new Expression.Num(Rational.of(1 + random.nextInt(9)), 0));
            default -> new Expression.Negative(left);
        };
    }

    /** The same value in other words: sums and products turned round, differences as sums. */
    private static Expression rewritten(Expression expression, Random random) {
        return switch (expression) {
            case Expression.Sum(Expression left, Expression right) ->
                new Expression.Sum(rewritten(right, random), rewritten(left, random));
            case Expression.Product(Expression left, Expression right) ->
                new Expression.Product(rewritten(right, random), rewritten(left, random));
            case Expression.Difference(Expression left, Expression right) ->
                new Expression.Sum(new Expression.Negative(rewritten(right, random)), rewritten(left, random));
            case Expression.Negative(Expression of) ->
                new Expression.Difference(new Expression.Num(Rational.ZERO, 0), rewritten(of, random));
            case Expression.Quotient(Expression left, Expression right) ->
                new Expression.Quotient(rewritten(left, random), right);
            case Expression.Power power -> power;
            case Expression.Num num -> num;
            case Expression.Mixed mixed -> mixed;
            case Expression.Letter letter -> letter;
        };
    }

    @Test
    void decidesNothingInsteadOfLettingAnyoneWait() throws InterruptedException {
        Statement one = read("x^2 = 9");
        Statement other = read("x^3 = 27");
        SymjaAlgebra hurried = new SymjaAlgebra(Duration.ofNanos(1));
        assertThat(hurried.sameSolutions(one, other)).as("not loaded yet").isEmpty();
        assertThat(hurried.awaitLoaded(Duration.ofMinutes(2))).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(hurried.sameSolutions(one, other)).isEqualTo(Optional.empty());
        }
        hurried.close();
        assertThat(hurried.factorsFurther(one.left())).isEmpty();
    }
}
