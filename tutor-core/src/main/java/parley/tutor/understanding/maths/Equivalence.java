package parley.tutor.understanding.maths;

import java.util.Optional;

/**
 * Decides whether two statements say the same. Expressions and linear equations are decided exactly by
 * {@link RationalForm}; only equations of a higher degree that are no multiples of each other go to {@link HardAlgebra}.
 * Thread-safe.
 *
 * <p>Two equations say the same when they have the same solutions. With everything brought to one side and denominators
 * multiplied out, an equation is a polynomial equal to zero; equal up to a factor means the same solutions, and for
 * linear polynomials the reverse holds, too.
 */
public final class Equivalence {
    private final HardAlgebra hard;

    public Equivalence(HardAlgebra hard) {
        this.hard = hard;
    }

    /** Whether two expressions have the same value wherever both have one. */
    public boolean equal(Expression one, Expression other) {
        try {
            return RationalForm.of(one).sameAs(RationalForm.of(other));
        } catch (Refusal.Because refused) {
            return false;
        }
    }

    /** Whether two equations have the same solutions; empty when that can't be told in time. */
    public Optional<Boolean> sameSolutions(Statement one, Statement other) {
        Polynomial a;
        Polynomial b;
        try {
            a = zero(one);
            b = zero(other);
        } catch (Refusal.Because refused) {
            return Optional.of(false);
        }
        if (a.isMultipleOf(b)) {
            return Optional.of(true);
        }
        if (a.isConstant() || b.isConstant() || (a.degree() <= 1 && b.degree() <= 1)) {
            // Of two constants that are no multiples, one is zero: always true against never.
            return Optional.of(a.isConstant() && b.isConstant() && !a.isZero() && !b.isZero());
        }
        return one.letters().equals(other.letters()) ? hard.sameSolutions(one, other) : Optional.of(false);
    }

    /** Whether the sides of a chain are all equal, whatever the variables are. */
    public boolean alwaysTrue(Statement statement) {
        return statement.sides().stream().allMatch(side -> equal(side, statement.left()));
    }

    /** The value of a number; empty when it holds a variable or is too large. */
    public static Optional<Rational> value(Expression expression) {
        try {
            RationalForm form = RationalForm.of(expression);
            return form.above().isConstant() && form.below().isConstant()
                    ? Optional.of(form.above().constant().over(form.below().constant()))
                    : Optional.empty();
        } catch (Refusal.Because refused) {
            return Optional.empty();
        }
    }

    private static Polynomial zero(Statement equation) {
        RationalForm left = RationalForm.of(equation.left());
        RationalForm right = RationalForm.of(equation.right());
        return left.minus(right).above();
    }

    /** Looks at how expressions are written, with the same help. */
    public WrittenForm form() {
        return new WrittenForm(hard);
    }
}
