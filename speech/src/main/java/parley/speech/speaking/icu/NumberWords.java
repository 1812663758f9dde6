package parley.speech.speaking.icu;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/**
 * Numbers as a language speaks them, by ICU's rule-based number format (CLDR's spell-out rules). Thread-safe.
 *
 * <p>Numbers come as they are written, with digits and perhaps a decimal point, without grouping signs. What has more
 * than {@value #MAX_DIGITS} digits, or begins with a needless zero, is read digit by digit, as one reads a code.
 */
public final class NumberWords {
    public static final NumberWords ENGLISH = new NumberWords(ULocale.ENGLISH, "zero", "point", " ");
    public static final NumberWords CHINESE = new NumberWords(ULocale.SIMPLIFIED_CHINESE, "\u96f6", "\u70b9", "");

    /** Longest number that is read as an amount. */
    public static final int MAX_DIGITS = 15;

    private final RuleBasedNumberFormat format;
    private final String zero;
    private final String point;
    private final String between;

    private NumberWords(ULocale locale, String zero, String point, String between) {
        this.format = new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT);
        this.zero = zero;
        this.point = point;
        this.between = between;
    }

    /** An amount: "1204.50" is "one thousand two hundred four point five zero". */
    public String cardinal(String number) {
        int dot = number.indexOf('.');
        String whole = dot < 0 ? number : number.substring(0, dot);
        String words = isCode(whole) ? digits(whole) : spelt(whole, "%spellout-numbering");
        return dot < 0 ? words : words + between + point + between + digits(number.substring(dot + 1));
    }

    /** A place in an order: "3" is "third". English alone has a word of its own for it. */
    public String inOrder(String number) {
        return isCode(number) ? cardinal(number) : spelt(number, "%spellout-ordinal");
    }

    /** A year: "1999" is "nineteen ninety-nine" in English and digit by digit in Chinese. */
    public String year(String number) {
        return this == CHINESE || isCode(number) ? digits(number) : spelt(number, "%spellout-numbering-year");
    }

    /** Digit by digit. */
    public String digits(String digits) {
        return digits.chars()
                .mapToObj(digit -> digit == '0' ? zero : spelt(String.valueOf(digit - '0'), "%spellout-numbering"))
                .collect(Collectors.joining(between));
    }

    private static boolean isCode(String whole) {
        return whole.length() > MAX_DIGITS || (whole.length() > 1 && whole.startsWith("0"));
    }

    /** ICU's formats are not safe for several threads. */
    private String spelt(String whole, String rules) {
        synchronized (format) {
            return format.format(new BigDecimal(whole).longValueExact(), rules).replace('-', ' ');
        }
    }
}
