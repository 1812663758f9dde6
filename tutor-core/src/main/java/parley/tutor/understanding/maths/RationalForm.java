package parley.tutor.understanding.maths;

/**
 * An expression as one fraction of two polynomials. Two expressions have the same value wherever both are defined exactly
 * when the cross products of their fractions are the same polynomial, since a polynomial over the rational numbers is
 * determined by its coefficients. So equality is decided exactly, without trying values. Immutable.
 */
record RationalForm(Polynomial above, Polynomial below) {

    /**
     * The form of {@code expression}.
     *
     * @throws Refusal.Because for a division by zero, and when it is too large for exact calculation
     */
    static RationalForm of(Expression expression) {
        return switch (expression) {
            case Expression.Num num -> whole(Polynomial.of(num.value()));
            case Expression.Mixed(Rational whole, Rational numerator, Rational denominator) ->
                whole(Polynomial.of(whole.plus(numerator.over(denominator))));
            case Expression.Letter(char name) -> whole(Polynomial.of(name));
            case Expression.Negative(Expression of) -> of(of).negated();
            case Expression.Sum(Expression left, Expression right) -> of(left).plus(of(right));
            case Expression.Difference(Expression left, Expression right) ->
                of(left).plus(of(right).negated());
            case Expression.Product(Expression left, Expression right) -> of(left).times(of(right));
            case Expression.Quotient(Expression left, Expression right) -> of(left).over(of(right));
            case Expression.Power(Expression base, int exponent) -> {
                RationalForm factor = of(base);
                RationalForm power = whole(Polynomial.of(Rational.ONE));
                for (int i = 0; i < exponent; i++) {
                    power = power.times(factor);
                }
                yield power;
            }
        };
    }

    /** Whether both have the same value wherever both have one. */
    boolean sameAs(RationalForm other) {
        return above.times(other.below).equals(other.above.times(below));
    }

    RationalForm minus(RationalForm other) {
        return plus(other.negated());
    }

    private static RationalForm whole(Polynomial above) {
        return new RationalForm(above, Polynomial.of(Rational.ONE));
    }

    private RationalForm plus(RationalForm other) {
        if (below.equals(other.below)) {
            return new RationalForm(above.plus(other.above), below);
        }
        return new RationalForm(above.times(other.below).plus(other.above.times(below)), below.times(other.below))
                .tidied();
    }

    private RationalForm times(RationalForm other) {
        return new RationalForm(above.times(other.above), below.times(other.below));
    }

    private RationalForm over(RationalForm other) {
        if (other.above.isZero()) {
            throw Refusal.DIVISION_BY_ZERO.because();
        }
        return new RationalForm(above.times(other.below), below.times(other.above)).tidied();
    }

    private RationalForm negated() {
        return new RationalForm(above.negated(), below);
    }

    /** Without a number below the line. */
    private RationalForm tidied() {
        return below.isConstant() ? whole(above.times(Rational.ONE.over(below.constant()))) : this;
    }
}
