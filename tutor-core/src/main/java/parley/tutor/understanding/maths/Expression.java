package parley.tutor.understanding.maths;

import java.util.Set;
import java.util.TreeSet;

/**
 * An expression as it was written, so that both its value and its form can be looked at. Immutable.
 *
 * <p>Its size is bounded by whoever builds it: {@link MathsReader} makes none of more than {@value #MAX_NODES} nodes.
 */
public sealed interface Expression {
    int MAX_NODES = 60;

    /** The highest exponent that an answer may have. */
    int MAX_EXPONENT = 9;

    /**
     * A whole number or decimal without a sign.
     *
     * @param decimals the digits written after the point
     */
    record Num(Rational value, int decimals) implements Expression {}

    /** A mixed number such as {@code 1 1/2}; all three are whole and without a sign. */
    record Mixed(Rational whole, Rational numerator, Rational denominator) implements Expression {}

    /** A variable, lower-case. */
    record Letter(char name) implements Expression {}

    record Negative(Expression of) implements Expression {}

    record Sum(Expression left, Expression right) implements Expression {}

    record Difference(Expression left, Expression right) implements Expression {}

    record Product(Expression left, Expression right) implements Expression {}

    record Quotient(Expression left, Expression right) implements Expression {}

    /** A power with a whole exponent from 0 to {@value #MAX_EXPONENT}. */
    record Power(Expression base, int exponent) implements Expression {}

    /** The variables in it, in alphabetical order. */
    default Set<Character> letters() {
        Set<Character> letters = new TreeSet<>();
        collect(this, letters);
        return letters;
    }

    private static void collect(Expression expression, Set<Character> letters) {
        switch (expression) {
            case Num num -> {}
            case Mixed mixed -> {}
            case Letter(char name) -> letters.add(name);
            case Negative(Expression of) -> collect(of, letters);
            case Sum(Expression left, Expression right) -> collect(left, right, letters);
            case Difference(Expression left, Expression right) -> collect(left, right, letters);
            case Product(Expression left, Expression right) -> collect(left, right, letters);
            case Quotient(Expression left, Expression right) -> collect(left, right, letters);
            case Power(Expression base, int exponent) -> collect(base, letters);
        }
    }

    private static void collect(Expression left, Expression right, Set<Character> letters) {
        collect(left, letters);
        collect(right, letters);
    }

    /**
     * Whether it is one number as one writes a result: whole, decimal, fraction or mixed, with or without a sign;
     * nothing is left to work out.
     */
    default boolean isPlainNumber() {
        return switch (this) {
            case Num num -> true;
            case Mixed mixed -> true;
            case Negative(Expression of) -> !(of instanceof Negative) && of.isPlainNumber();
            case Quotient(Expression left, Expression right) -> isSignedWhole(left) && isSignedWhole(right);
            case Letter letter -> false;
            case Sum sum -> false;
            case Difference difference -> false;
            case Product product -> false;
            case Power power -> false;
        };
    }

    private static boolean isSignedWhole(Expression expression) {
        Expression bare = expression instanceof Negative(Expression of) ? of : expression;
        return bare instanceof Num(Rational value, int decimals) && decimals == 0;
    }
}
