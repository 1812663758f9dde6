package parley.prompts.course.evalex;

import java.math.BigInteger;

/**
 * An exact fraction in lowest terms, its denominator positive. Immutable.
 *
 * <p>Numerator and denominator stay within ±{@value #MAX_MAGNITUDE}: no exercise needs more, and a formula such as
 * {@code 9^9^9^9} must end before it has used the machine's memory.
 */
record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {

    /** The greatest numerator or denominator. */
    static final long MAX_MAGNITUDE = 1_000_000_000_000L;

    static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);

    private static final BigInteger MAX = BigInteger.valueOf(MAX_MAGNITUDE);

    static Rational of(long whole) {
        return new Rational(BigInteger.valueOf(whole), BigInteger.ONE);
    }

    static Rational of(BigInteger numerator, BigInteger denominator) throws FormulaException {
        if (denominator.signum() == 0) {
            throw new FormulaException("a division by zero");
        }
        BigInteger divisor = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            divisor = divisor.negate();
        }
        BigInteger reduced = numerator.divide(divisor);
        BigInteger below = denominator.divide(divisor);
        if (reduced.abs().compareTo(MAX) > 0 || below.compareTo(MAX) > 0) {
            throw new FormulaException("a number beyond 1,000,000,000,000");
        }
        return new Rational(reduced, below);
    }

    /** Reads a whole number or a decimal in ASCII digits, without a sign. */
    static Rational parse(String digits) throws FormulaException {
        if (!digits.matches("[0-9]{1,13}(\\.[0-9]{1,12})?")) {
            throw new FormulaException(
                    "a number must be plain digits, at most 12, such as 3 or 2.5; this is " + digits);
        }
        int point = digits.indexOf('.');
        if (point < 0) {
            return of(new BigInteger(digits), BigInteger.ONE);
        }
        int places = digits.length() - point - 1;
        return of(new BigInteger(digits.replace(".", "")), BigInteger.TEN.pow(places));
    }

    Rational plus(Rational other) throws FormulaException {
        return of(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Rational minus(Rational other) throws FormulaException {
        return plus(other.negated());
    }

    Rational times(Rational other) throws FormulaException {
        return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    Rational over(Rational other) throws FormulaException {
        return of(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    /** The power with a whole exponent. */
    Rational power(Rational exponent) throws FormulaException {
        if (!exponent.isWhole()) {
            throw new FormulaException("an exponent that is no whole number");
        }
        boolean unit = numerator.abs().equals(BigInteger.ONE) && denominator.equals(BigInteger.ONE);
        if (unit || signum() == 0) {
            if (signum() == 0 && exponent.signum() < 0) {
                throw new FormulaException("a division by zero");
            }
            boolean even = !exponent.numerator.testBit(0);
            return exponent.signum() == 0 || (unit && even) ? of(1) : this;
        }
        // Every other base at least doubles its numerator or its denominator with each factor.
        if (exponent.numerator.abs().compareTo(BigInteger.valueOf(40)) > 0) {
            throw new FormulaException("a number beyond 1,000,000,000,000");
        }
        int times = exponent.numerator.intValueExact();
        BigInteger above = numerator.pow(Math.abs(times));
        BigInteger below = denominator.pow(Math.abs(times));
        return times >= 0 ? of(above, below) : of(below, above);
    }

    Rational negated() {
        return new Rational(numerator.negate(), denominator);
    }

    Rational absolute() {
        return new Rational(numerator.abs(), denominator);
    }

    /** The greatest whole number that is not above. */
    Rational floor() {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        return new Rational(parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0], BigInteger.ONE);
    }

    /** Rounded to a number of decimal places, halves away from zero. */
    Rational rounded(int places) throws FormulaException {
        BigInteger scale = BigInteger.TEN.pow(places);
        BigInteger doubled = numerator.abs().multiply(scale).shiftLeft(1).add(denominator);
        BigInteger whole = doubled.divide(denominator.shiftLeft(1));
        return of(signum() < 0 ? whole.negate() : whole, scale);
    }

    boolean isWhole() {
        return denominator.equals(BigInteger.ONE);
    }

    int signum() {
        return numerator.signum();
    }

    @Override
    public int compareTo(Rational other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }
}
