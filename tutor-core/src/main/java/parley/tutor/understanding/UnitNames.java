package parley.tutor.understanding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.AnswerKey;
import parley.tutor.understanding.maths.Equivalence;
import parley.tutor.understanding.maths.MathsReader;
import parley.tutor.understanding.maths.MathsReading;
import parley.tutor.understanding.maths.Rational;
import parley.tutor.understanding.maths.Statement;

/** The names of a number's unit, and how to take them off a text. Immutable. */
final class UnitNames {
    /** Units of one sign are written before the number, too. */
    private static final Pattern CURRENCY_FIRST = Pattern.compile("^([-+]?) ?([$£€¥]) ?(.+)$");

    /**
     * A name as it is compared.
     *
     * @param factor how many of the item's own unit one of it makes
     */
    record Name(String plain, Rational factor) {}

    /**
     * A text taken apart.
     *
     * @param number what stands before the unit
     * @param unit the unit, or empty
     * @param factor what turns the number into the item's own unit; null when the unit is none of the item's
     */
    record Split(String number, String unit, @Nullable Rational factor) {}

    private final List<Name> names = new ArrayList<>();

    /** @throws IllegalArgumentException when a factor is no number other than 0 */
    UnitNames(AnswerKey.Numeric key) {
        if (!key.unit().isEmpty()) {
            names.add(new Name(MathsReader.plain(key.unit()), Rational.ONE));
        }
        for (AnswerKey.UnitName unit : key.units()) {
            Rational factor = number(unit.factor())
                    .filter(f -> !f.isZero())
                    .orElseThrow(() -> new IllegalArgumentException("the factor of a unit is no number"));
            names.add(new Name(MathsReader.plain(unit.name()), factor));
        }
        names.sort(Comparator.comparingInt((Name n) -> n.plain.length()).reversed());
    }

    /** The value of a number in any of its notations. */
    static Optional<Rational> number(String text) {
        return MathsReader.read(text) instanceof MathsReading.Read(Statement statement) && statement.isExpression()
                ? Equivalence.value(statement.left())
                : Optional.empty();
    }

    /** The ways to take {@code plain}, a text in plain notation, apart; the likeliest first. */
    List<Split> splits(String plain) {
        List<Split> splits = new ArrayList<>();
        Matcher currency = CURRENCY_FIRST.matcher(plain);
        String text = currency.matches() ? currency.group(1) + currency.group(3) + " " + currency.group(2) : plain;
        for (Name name : names) {
            for (String ending : List.of("", "s", "es")) {
                String unit = name.plain + ending;
                if (text.endsWith(unit) && text.length() > unit.length()) {
                    String number = text.substring(0, text.length() - unit.length());
                    boolean ownWord = !Character.isLetter(unit.charAt(0))
                            || !Character.isLetter(number.charAt(number.length() - 1));
                    if (ownWord) {
                        splits.add(new Split(number.strip(), unit, name.factor));
                    }
                }
            }
        }
        splits.add(new Split(text, "", Rational.ONE));
        for (int i = text.length() - 1; i > 0 && text.length() - i <= 40; i--) {
            if (startsWord(text, i) && UNKNOWN.matcher(text.substring(i)).matches()) {
                splits.add(new Split(
                        text.substring(0, i).strip(), text.substring(i).strip(), null));
            }
        }
        return splits;
    }

    private static boolean startsWord(String text, int at) {
        char c = text.charAt(at);
        char before = text.charAt(at - 1);
        boolean word = Character.isLetter(c) || "%°$£€¥".indexOf(c) >= 0;
        return word && (!Character.isLetter(before) || c > 127);
    }

    /** The sum of "1 m 20 cm" and the like in the item's own unit; empty when it is no such row. */
    Optional<Rational> compound(String plain) {
        Rational sum = Rational.ZERO;
        String rest = plain;
        int parts = 0;
        while (!rest.isEmpty() && parts < 4) {
            Matcher number = NUMBER_FIRST.matcher(rest);
            if (!number.find()) {
                return Optional.empty();
            }
            String after = rest.substring(number.end());
            Optional<Name> name = names.stream()
                    .filter(n -> UNIT_END.matcher(after.startsWith(n.plain) ? after.substring(n.plain.length()) : "x")
                            .find())
                    .findFirst();
            if (name.isEmpty()) {
                return Optional.empty();
            }
            Rational count = number(number.group(1)).orElse(Rational.ZERO);
            sum = sum.plus(count.times(name.get().factor));
            rest = UNIT_END.matcher(after.substring(name.get().plain.length())).replaceFirst("");
            parts++;
        }
        return parts > 1 && rest.isEmpty() ? Optional.of(sum) : Optional.empty();
    }

    private static final Pattern UNKNOWN = Pattern.compile("[\\p{L}%°$£€¥/ ]+(?:\\^\\d)?");
    private static final Pattern NUMBER_FIRST = Pattern.compile("^(\\d{1,9}(?:\\.\\d{1,9})?) ?");
    private static final Pattern UNIT_END = Pattern.compile("^(?:e?s(?![a-z]))?(?: ?(?:and|,) ?| |(?=\\d)|$)");
}
