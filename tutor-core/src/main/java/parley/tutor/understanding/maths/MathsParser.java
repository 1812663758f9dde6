package parley.tutor.understanding.maths;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses plain notation by recursive descent. This is the only way from text to an {@link Expression}, so nothing outside
 * of this grammar ever reaches a calculation:
 *
 * <pre>
 * statement = ["="] sum {"=" sum}
 * sum       = ["+" | "-"] product {("+" | "-") product}
 * product   = signed {("*" | "/") signed | power}          juxtaposition is a product: 2x, 2(x + 3), (x)(y), xy
 * signed    = {"+" | "-"} power
 * power     = atom ["^" exponent]                            exponent: a whole number, 0 to 9
 * atom      = number | whole whole "/" whole | letter | "(" sum ")"
 * </pre>
 *
 * <p>Products and quotients of equal rank are taken from left to right, written out or not: {@code 3/4x} is (3/4)x. A
 * number never follows another factor without a sign: {@code x2} and {@code 2 3} are refused, as they may mean several
 * things. Numbers have at most {@value #MAX_DIGITS} digits; thousands may be set off by commas or spaces.
 *
 * <p>Takes time linear in the text, whose length the caller bounds, and so the depth of the recursion.
 */
final class MathsParser {
    static final int MAX_DIGITS = 12;

    private final String text;
    private int at;
    private int nodes;

    private MathsParser(String text) {
        this.text = text;
    }

    /** @throws Refusal.Because when it is not in the grammar or too large */
    static Statement parse(String text) {
        return new MathsParser(text).statement();
    }

    private Statement statement() {
        List<Expression> sides = new ArrayList<>();
        take('=');
        do {
            sides.add(sum());
        } while (take('='));
        spaces();
        if (at < text.length()) {
            throw Refusal.NOT_MATHS.because();
        }
        if (sides.size() > Statement.MAX_SIDES) {
            throw Refusal.TOO_LARGE.because();
        }
        return new Statement(sides);
    }

    private Expression sum() {
        Expression sum = product();
        while (true) {
            if (take('+')) {
                sum = node(new Expression.Sum(sum, product()));
            } else if (take('-')) {
                sum = node(new Expression.Difference(sum, product()));
            } else {
                return sum;
            }
        }
    }

    private Expression product() {
        // A sign before a product is the sign of the whole product.
        if (take('-')) {
            return node(new Expression.Negative(product()));
        }
        if (take('+')) {
            return product();
        }
        Expression product = power();
        while (true) {
            if (take('*')) {
                product = node(new Expression.Product(product, signed()));
            } else if (take('/')) {
                product = node(new Expression.Quotient(product, signed()));
            } else if (isLetter(peek()) || peek() == '(') {
                product = node(new Expression.Product(product, power()));
            } else {
                return product;
            }
        }
    }

    private Expression signed() {
        if (take('-')) {
            return node(new Expression.Negative(signed()));
        }
        return take('+') ? signed() : power();
    }

    private Expression power() {
        Expression base = atom();
        if (!take('^')) {
            return base;
        }
        boolean bracket = take('(');
        Expression exponent = number();
        if ((bracket && !take(')')) || !(exponent instanceof Expression.Num(Rational value, int decimals))) {
            throw Refusal.NOT_MATHS.because();
        }
        if (!value.isWhole() || decimals > 0) {
            throw Refusal.NOT_MATHS.because();
        }
        if (value.compareTo(Rational.of(Expression.MAX_EXPONENT)) > 0 || peek() == '^') {
            throw Refusal.TOO_LARGE.because();
        }
        return node(new Expression.Power(base, value.numerator().intValueExact()));
    }

    private Expression atom() {
        char next = peek();
        if (isDigit(next) || next == '.') {
            return number();
        }
        if (isLetter(next)) {
            at++;
            return node(new Expression.Letter(next));
        }
        if (take('(')) {
            Expression inner = sum();
            if (!take(')')) {
                throw Refusal.NOT_MATHS.because();
            }
            return inner;
        }
        throw Refusal.NOT_MATHS.because();
    }

    private Expression number() {
        spaces();
        String first = digits();
        int afterFirst = at;
        if (!first.contains(".") && peek() != '\0' && at > afterFirst && isDigit(peek())) {
            // Two numbers in a row: a mixed number, or nothing we know.
            String numerator = digits();
            if (!numerator.contains(".") && take('/') && isDigit(peek())) {
                String denominator = digits();
                if (!denominator.contains(".")) {
                    Rational below = Rational.decimal(denominator);
                    if (below.isZero()) {
                        throw Refusal.DIVISION_BY_ZERO.because();
                    }
                    return node(new Expression.Mixed(Rational.decimal(first), Rational.decimal(numerator), below));
                }
            }
            throw Refusal.NOT_MATHS.because();
        }
        int point = first.indexOf('.');
        return node(new Expression.Num(Rational.decimal(first), point < 0 ? 0 : first.length() - point - 1));
    }

    /** A number's digits with its point, without what sets off thousands. Leaves the position right after them. */
    private String digits() {
        StringBuilder digits = new StringBuilder();
        boolean grouped = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean point = c == '.' && digits.indexOf(".") < 0;
            if (isDigit(c) || point) {
                digits.append(c);
                at++;
            } else if ((c == ',' || c == ' ') && digits.indexOf(".") < 0 && groupFollows(c, digits, grouped)) {
                digits.append(text, at + 1, at + 4);
                at += 4;
                grouped = true;
            } else {
                break;
            }
            if (digits.length() > MAX_DIGITS + 1) {
                throw Refusal.TOO_LARGE.because();
            }
        }
        long count = digits.chars().filter(c -> c != '.').count();
        if (count == 0 || digits.charAt(digits.length() - 1) == '.') {
            throw Refusal.NOT_MATHS.because();
        }
        if (count > MAX_DIGITS) {
            throw Refusal.TOO_LARGE.because();
        }
        return digits.charAt(0) == '.' ? "0" + digits : digits.toString();
    }

    /** Whether exactly three digits follow a separator, and no more than three stand before the first of them. */
    private boolean groupFollows(char separator, StringBuilder before, boolean grouped) {
        boolean tooManyBefore = !grouped && (before.length() > 3 || before.charAt(0) == '0');
        if (tooManyBefore || at + 4 > text.length()) {
            return false;
        }
        for (int i = at + 1; i < at + 4; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        int after = at + 4;
        boolean more = after < text.length() && isDigit(text.charAt(after));
        // "1 125/1000" is a mixed number, "1 000" a thousand.
        boolean fraction =
                separator == ' ' && text.substring(after).stripLeading().startsWith("/");
        return !more && !fraction;
    }

    private Expression node(Expression expression) {
        if (++nodes > Expression.MAX_NODES) {
            throw Refusal.TOO_LARGE.because();
        }
        return expression;
    }

    private void spaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private char peek() {
        spaces();
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean take(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
