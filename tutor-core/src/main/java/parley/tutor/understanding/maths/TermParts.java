package parley.tutor.understanding.maths;

import java.util.HashSet;
import java.util.Set;

/** The numbers and letters of one term, gathered above and below its line. Not thread-safe. */
final class TermParts {
    private final Set<Character> letters = new HashSet<>();
    private Rational above = Rational.ONE;
    private Rational below = Rational.ONE;
    private int numbersAbove;
    private int numbersBelow;
    private boolean lettersAbove;
    private boolean tidy = true;

    void read(Expression part, boolean under) {
        switch (part) {
            case Expression.Num(Rational value, int decimals) -> number(value, under);
            case Expression.Mixed(Rational whole, Rational numerator, Rational denominator) -> {
                tidy &= WrittenForm.inLowestTerms(part);
                number(whole.plus(numerator.over(denominator)), under);
            }
            case Expression.Letter(char name) -> {
                tidy &= letters.add(name);
                lettersAbove |= !under;
            }
            case Expression.Power(Expression base, int exponent) -> {
                tidy &= base instanceof Expression.Letter && exponent > 1;
                read(base, under);
            }
            case Expression.Negative(Expression of) -> read(of, under);
            case Expression.Product(Expression left, Expression right) -> {
                read(left, under);
                read(right, under);
            }
            case Expression.Quotient(Expression left, Expression right) -> {
                read(left, under);
                read(right, !under);
            }
            case Expression.Sum sum -> tidy = false;
            case Expression.Difference difference -> tidy = false;
        }
    }

    private void number(Rational value, boolean under) {
        if (under) {
            below = below.times(value);
            numbersBelow++;
        } else {
            above = above.times(value);
            numbersAbove++;
        }
    }

    /** Whether it can't be written shorter: one number above and one below at most, reduced, and each letter once. */
    boolean isShort() {
        boolean one = !lettersAbove || numbersAbove == 0 || !above.isOne() || numbersBelow > 0;
        boolean zero = above.isZero() && (!letters.isEmpty() || numbersBelow > 0);
        boolean reduced = numbersBelow == 0
                || (!below.isOne()
                        && above.over(below)
                                .denominator()
                                .equals(below.numerator().abs()));
        return tidy && one && !zero && reduced && numbersAbove <= 1 && numbersBelow <= 1;
    }
}
