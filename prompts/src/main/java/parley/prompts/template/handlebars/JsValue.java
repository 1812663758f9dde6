package parley.prompts.template.handlebars;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How plain Java data behaves as the JavaScript data that the format was defined with: what is true, what is empty,
 * what equals what, which text a value has. A Java null is JavaScript's null; what does not exist is {@link #UNDEFINED}.
 */
final class JsValue {

    /** The value of what does not exist. */
    static final Object UNDEFINED = Undefined.VALUE;

    /** The type of {@link #UNDEFINED}. */
    enum Undefined {
        VALUE;

        @Override
        public String toString() {
            return "undefined";
        }
    }

    /** Texts of lists go no deeper; the data's depth is checked before. */
    private static final int MAX_TEXT_DEPTH = 100;

    private JsValue() {}

    static boolean isNothing(@Nullable Object value) {
        return value == null || value instanceof Undefined;
    }

    /** Whether a condition holds for the value. */
    static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean truth -> truth;
            case String text -> !text.isEmpty();
            case Number number -> number.doubleValue() != 0 && !Double.isNaN(number.doubleValue());
            default -> !(value instanceof Undefined);
        };
    }

    /** What {@code if} and {@code with} count as nothing: the untrue values but 0, and an empty list. */
    static boolean isEmpty(@Nullable Object value) {
        if (value instanceof Number number) {
            return Double.isNaN(number.doubleValue());
        }
        return !isTrue(value) || (value instanceof Collection<?> items && items.isEmpty());
    }

    /** Strict equality: of the same type, and the same value or, for lists and maps, the same thing. */
    @SuppressWarnings("ReferenceEquality") // as JavaScript compares lists and objects
    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number left && b instanceof Number right) {
            return (isWhole(left) && isWhole(right))
                    ? new BigInteger(left.toString()).equals(new BigInteger(right.toString()))
                    : left.doubleValue() == right.doubleValue();
        }
        if (a instanceof Map || a instanceof Collection || b instanceof Map || b instanceof Collection) {
            return a == b;
        }
        return Objects.equals(a, b);
    }

    /** An own property of a value: a map's entry, a list's or text's item or length; else {@link #UNDEFINED}. */
    static @Nullable Object property(@Nullable Object owner, String name) {
        return switch (owner) {
            case null -> UNDEFINED;
            case Map<?, ?> map -> {
                Object value = map.get(name);
                yield value != null || map.containsKey(name) ? value : UNDEFINED;
            }
            case List<?> items -> {
                if (name.equals("length")) {
                    yield (long) items.size();
                }
                int index = index(name);
                yield index >= 0 && index < items.size() ? items.get(index) : UNDEFINED;
            }
            case String text -> {
                if (name.equals("length")) {
                    yield (long) text.length();
                }
                int index = index(name);
                yield index >= 0 && index < text.length() ? String.valueOf(text.charAt(index)) : UNDEFINED;
            }
            default -> UNDEFINED;
        };
    }

    /** The text that a value has inside other text; nothing has none. */
    static String text(@Nullable Object value) {
        return isNothing(value) ? "" : textOf(value, 0);
    }

    /** The text of a value where JavaScript writes {@code null} and {@code undefined} out. */
    static String textWithNothing(@Nullable Object value) {
        return value == null ? "null" : textOf(value, 0);
    }

    private static String textOf(@Nullable Object value, int depth) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case Number number -> number(number);
            case Map<?, ?> ignored -> "[object Object]";
            case Collection<?> items -> {
                if (depth > MAX_TEXT_DEPTH) {
                    yield "";
                }
                StringBuilder joined = new StringBuilder();
                String comma = "";
                for (Object item : items) {
                    joined.append(comma).append(isNothing(item) ? "" : textOf(item, depth + 1));
                    comma = ",";
                }
                yield joined.toString();
            }
            default -> value.toString();
        };
    }

    /** A number as JavaScript writes it (ECMA-262, Number::toString); whole Java numbers keep all their digits. */
    static String number(Number number) {
        if (isWhole(number)) {
            return number.toString();
        }
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        String sign = value < 0 ? "-" : "";
        if (point > 21 || point < -5) {
            int exponent = point - 1;
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
        }
        if (point <= 0) {
            return sign + "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return sign + digits + "0".repeat(point - digits.length());
        }
        return sign + digits.substring(0, point) + "." + digits.substring(point);
    }

    private static boolean isWhole(Number number) {
        return number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number instanceof BigInteger;
    }

    private static int index(String name) {
        if (name.isEmpty() || name.length() > 9 || (name.length() > 1 && name.charAt(0) == '0')) {
            return -1;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(name);
    }
}
