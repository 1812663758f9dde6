package parley.prompts.course.evalex;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a name in a parametric item stands for, or what a formula comes to. Immutable. */
public sealed interface Value {

    /** As it stands in the text of an item. */
    String shown();

    /** As it stands after other terms, its sign set off: {@code + 3}, {@code - 3}. */
    default String shownWithSign() {
        String shown = shown();
        return shown.startsWith("-") ? "- " + shown.substring(1) : "+ " + shown;
    }

    /**
     * A number, exact.
     *
     * @param decimal whether it is shown as a decimal where that ends ({@code 0.75}) rather than as a fraction
     *     ({@code 3/4}); so are numbers that were given as decimals, and what is calculated from them
     */
    record Numeral(Rational value, boolean decimal) implements Value {
        @Override
        public String shown() {
            if (value.isWhole()) {
                return value.numerator().toString();
            }
            if (decimal && ends(value.denominator())) {
                return new BigDecimal(value.numerator())
                        .divide(new BigDecimal(value.denominator()))
                        .toPlainString();
            }
            return value.numerator() + "/" + value.denominator();
        }

        /** A decimal fraction ends when its denominator has no prime factor but 2 and 5. */
        private static boolean ends(BigInteger denominator) {
            BigInteger rest = denominator.shiftRight(denominator.getLowestSetBit());
            BigInteger five = BigInteger.valueOf(5);
            while (rest.mod(five).signum() == 0) {
                rest = rest.divide(five);
            }
            return rest.equals(BigInteger.ONE);
        }
    }

    /** A name or thing, such as {@code apples}. Words are only compared with one another. */
    record Word(String text) implements Value {
        @Override
        public String shown() {
            return text;
        }
    }

    /** Whether a condition holds. */
    record Truth(boolean holds) implements Value {
        @Override
        public String shown() {
            return String.valueOf(holds);
        }
    }

    static Value whole(long number) {
        return new Numeral(Rational.of(number), false);
    }

    /** A value that an author wrote out: a whole number, decimal or fraction with an optional sign, or else a word. */
    static Value written(String text) throws FormulaException {
        Matcher number = Written.NUMBER.matcher(text);
        if (!number.matches()) {
            return new Word(text);
        }
        Rational value = Rational.parse(number.group(2));
        if (number.group(3) != null) {
            value = value.over(Rational.parse(number.group(3)));
        }
        return new Numeral("-".equals(number.group(1)) ? value.negated() : value, text.contains("."));
    }

    /** How numbers are written. */
    final class Written {
        private static final Pattern NUMBER = Pattern.compile("([-+]?)([0-9]+(?:\\.[0-9]+)?)(?:/([0-9]+))?");

        private Written() {}
    }
}
