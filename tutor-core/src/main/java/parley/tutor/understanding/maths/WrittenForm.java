package parley.tutor.understanding.maths;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Looks at how an expression is written, its value aside. Thread-safe. */
public final class WrittenForm {
    private final HardAlgebra hard;

    public WrittenForm(HardAlgebra hard) {
        this.hard = hard;
    }

    /** Whether a plain number's fraction is reduced and, in a mixed number, smaller than one. */
    public static boolean inLowestTerms(Expression number) {
        if (number instanceof Expression.Negative(Expression of)) {
            return inLowestTerms(of);
        }
        if (number instanceof Expression.Mixed(Rational whole, Rational above, Rational below)) {
            return above.compareTo(below) < 0 && above.over(below).denominator().equals(below.numerator());
        }
        if (number instanceof Expression.Quotient(Expression left, Expression right)) {
            Optional<Rational> above = Equivalence.value(left);
            Optional<Rational> below = Equivalence.value(right);
            return above.isPresent()
                    && below.isPresent()
                    && !below.get().isOne()
                    && above.get().isWhole()
                    && below.get().isWhole()
                    && isOne(above.get().numerator().gcd(below.get().numerator()));
        }
        return true;
    }

    private static boolean isOne(BigInteger value) {
        return value.equals(BigInteger.ONE);
    }

    /** Whether no sum stands in brackets that could be multiplied out. */
    public static boolean isExpanded(Expression expression) {
        return switch (expression) {
            case Expression.Num num -> true;
            case Expression.Mixed mixed -> true;
            case Expression.Letter letter -> true;
            case Expression.Negative(Expression of) -> !isSum(of) && isExpanded(of);
            case Expression.Sum(Expression left, Expression right) ->
                isExpanded(left) && isExpanded(right) && !isSum(right);
            case Expression.Difference(Expression left, Expression right) ->
                isExpanded(left) && isExpanded(right) && !isSum(right);
            case Expression.Product(Expression left, Expression right) ->
                isExpanded(left) && isExpanded(right) && !isSum(left) && !isSum(right);
            case Expression.Quotient(Expression left, Expression right) -> isExpanded(left) && isExpanded(right);
            case Expression.Power(Expression base, int exponent) -> isExpanded(base) && !isSum(base);
        };
    }

    /** As short as it gets: like terms collected, fractions reduced, no brackets left to multiply out. */
    public static boolean isSimplified(Expression expression) {
        if (expression.isPlainNumber()) {
            return inLowestTerms(expression);
        }
        if (expression instanceof Expression.Quotient(Expression left, Expression right) && isSum(left)) {
            return isSimplified(left) && !isSum(right) && sharesNothing(left, right);
        }
        Set<String> seen = new HashSet<>();
        return isExpanded(expression) && terms(expression, seen);
    }

    /** Adds the letters of each term; false when two terms have the same, or one is longer than it must be. */
    private static boolean terms(Expression expression, Set<String> seen) {
        if (expression instanceof Expression.Sum(Expression left, Expression right)) {
            return terms(left, seen) && terms(right, seen);
        }
        if (expression instanceof Expression.Difference(Expression left, Expression right)) {
            return terms(left, seen) && terms(right, seen);
        }
        if (expression instanceof Expression.Negative(Expression of)) {
            return terms(of, seen);
        }
        return isShortTerm(expression) && seen.add(lettersOf(expression));
    }

    private static String lettersOf(Expression term) {
        RationalForm form = RationalForm.of(term);
        return form.above().isZero()
                ? "0"
                : form.above().terms().firstKey() + "/" + form.below().terms().firstKey();
    }

    /** Whether a term has one number at most, that isn't 1 or 0 beside letters, and each letter once. */
    private static boolean isShortTerm(Expression term) {
        TermParts parts = new TermParts();
        parts.read(term, false);
        return parts.isShort();
    }

    /** Whether nothing but 1 divides both a sum and the number or letters below it. */
    private static boolean sharesNothing(Expression sum, Expression below) {
        Polynomial above = RationalForm.of(sum).above();
        RationalForm divisor = RationalForm.of(below);
        if (!divisor.above().isConstant()) {
            String letters = divisor.above().terms().firstKey();
            return above.terms().keySet().stream().anyMatch(t -> letters.chars().noneMatch(l -> t.indexOf(l) >= 0));
        }
        Rational shared = content(above);
        Rational number = divisor.above().constant();
        return number.isWhole()
                && isOne(shared.numerator().gcd(number.numerator()))
                && !number.abs().isOne();
    }

    /**
     * Whether it is written as a product of which no factor can be taken apart further.
     *
     * <p>A factor of a degree above one that can't be decided in time counts as one that can't be taken apart.
     */
    public boolean isFactored(Expression expression) {
        return switch (expression) {
            case Expression.Negative(Expression of) -> isFactored(of);
            case Expression.Product(Expression left, Expression right) -> isFactor(left) && isFactor(right);
            case Expression.Power(Expression base, int exponent) -> exponent > 1 && isFactor(base);
            case Expression.Quotient(Expression left, Expression right) -> isFactored(left) && !isSum(right);
            case Expression.Letter letter -> true;
            case Expression.Num num -> true;
            case Expression.Mixed mixed -> true;
            case Expression.Sum sum -> false;
            case Expression.Difference difference -> false;
        };
    }

    private boolean isFactor(Expression factor) {
        return switch (factor) {
            case Expression.Negative(Expression of) -> isFactor(of);
            case Expression.Product(Expression left, Expression right) -> isFactor(left) && isFactor(right);
            case Expression.Power(Expression base, int exponent) -> isFactor(base);
            case Expression.Quotient(Expression left, Expression right) -> isFactor(left) && isFactor(right);
            case Expression.Letter letter -> true;
            case Expression.Num num -> true;
            case Expression.Mixed mixed -> true;
            case Expression.Sum sum -> isPrime(sum);
            case Expression.Difference difference -> isPrime(difference);
        };
    }

    private boolean isPrime(Expression sum) {
        RationalForm form = RationalForm.of(sum);
        Polynomial polynomial = form.above();
        if (!form.below().isConstant()
                || polynomial.isConstant()
                || polynomial.terms().size() == 1) {
            return false;
        }
        if (!content(polynomial).isOne() || hasCommonLetter(polynomial)) {
            return false;
        }
        return polynomial.degree() <= 1 || !hard.factorsFurther(sum).orElse(false);
    }

    private static boolean hasCommonLetter(Polynomial polynomial) {
        String first = polynomial.terms().lastKey();
        return first.chars().anyMatch(l -> polynomial.terms().keySet().stream().allMatch(t -> t.indexOf(l) >= 0));
    }

    /** The greatest number that divides all coefficients: the gcd above over the lcm below. */
    private static Rational content(Polynomial polynomial) {
        BigInteger above = BigInteger.ZERO;
        BigInteger below = BigInteger.ONE;
        for (Rational factor : polynomial.terms().values()) {
            above = above.gcd(factor.numerator());
            below = below.multiply(factor.denominator()).divide(below.gcd(factor.denominator()));
        }
        return new Rational(above, below);
    }

    private static boolean isSum(Expression expression) {
        return switch (expression) {
            case Expression.Sum sum -> true;
            case Expression.Difference difference -> true;
            case Expression.Negative(Expression of) -> isSum(of);
            case Expression.Num num -> false;
            case Expression.Mixed mixed -> false;
            case Expression.Letter letter -> false;
            case Expression.Product product -> false;
            case Expression.Quotient quotient -> false;
            case Expression.Power power -> false;
        };
    }
}
