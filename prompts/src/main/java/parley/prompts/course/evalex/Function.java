package parley.prompts.course.evalex;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/** The functions that a formula may call. */
enum Function {
    GCD(2, 2),
    LCM(2, 2),
    ABS(1, 1),
    MOD(2, 2),
    MIN(1, 20),
    MAX(1, 20),
    FLOOR(1, 1),
    ROUND(1, 2),
    FRAC(2, 2),
    DECIMAL(1, 1);

    /** More decimal places than any exercise shows. */
    private static final int MAX_PLACES = 9;

    final int fewest;
    final int most;

    Function(int fewest, int most) {
        this.fewest = fewest;
        this.most = most;
    }

    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    Value.Numeral of(List<Value.Numeral> arguments) throws FormulaException {
        Value.Numeral first = arguments.getFirst();
        Rational a = first.value();
        Rational b = arguments.getLast().value();
        return switch (this) {
            case GCD -> whole(gcd(a, b));
            case LCM -> whole(lcm(a, b));
            case ABS -> new Value.Numeral(a.absolute(), first.decimal());
            case MOD -> new Value.Numeral(a.minus(a.over(b).floor().times(b)), first.decimal());
            case MIN -> extreme(arguments, -1);
            case MAX -> extreme(arguments, 1);
            case FLOOR -> new Value.Numeral(a.floor(), false);
            case ROUND -> new Value.Numeral(a.rounded(arguments.size() == 1 ? 0 : places(b)), true);
            case FRAC -> new Value.Numeral(a.over(b), false);
            case DECIMAL -> new Value.Numeral(a, true);
        };
    }

    private static Value.Numeral whole(BigInteger number) throws FormulaException {
        return new Value.Numeral(Rational.of(number, BigInteger.ONE), false);
    }

    private BigInteger gcd(Rational a, Rational b) throws FormulaException {
        if (!a.isWhole() || !b.isWhole()) {
            throw new FormulaException(written() + " of something that is no whole number");
        }
        return a.numerator().gcd(b.numerator());
    }

    private BigInteger lcm(Rational a, Rational b) throws FormulaException {
        BigInteger divisor = gcd(a, b);
        return divisor.signum() == 0
                ? divisor
                : a.numerator().divide(divisor).multiply(b.numerator()).abs();
    }

    private static int places(Rational places) throws FormulaException {
        if (!places.isWhole() || places.signum() < 0 || places.compareTo(Rational.of(MAX_PLACES)) > 0) {
            throw new FormulaException("a rounding to other than 0 to " + MAX_PLACES + " decimal places");
        }
        return places.numerator().intValueExact();
    }

    private static Value.Numeral extreme(List<Value.Numeral> arguments, int sign) {
        Value.Numeral best = arguments.getFirst();
        for (Value.Numeral argument : arguments) {
            if (Integer.signum(argument.value().compareTo(best.value())) == sign) {
                best = argument;
            }
        }
        return best;
    }
}
