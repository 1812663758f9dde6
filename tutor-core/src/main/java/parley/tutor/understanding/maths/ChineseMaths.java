package parley.tutor.understanding.maths;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns mathematics in Chinese words into plain notation: 四分之三, 二又三分之一, 负五, x等于五, 百分之二十. Stateless. */
final class ChineseMaths {
    private static final String DIGITS = "零一二三四五六七八九";
    private static final String NUMERAL = "[零〇一二两三四五六七八九十百千万]+(?:点[零〇一二三四五六七八九]+)?";
    private static final Pattern NUMERALS = Pattern.compile(NUMERAL);
    private static final Pattern PERCENT = Pattern.compile("百分之(" + NUMERAL + "|\\d+(?:\\.\\d+)?)");
    private static final Pattern MIXED = Pattern.compile("(?<!\\d)(\\d++) ?又 ?(\\d++) ?分之 ?(\\d+)");
    private static final Pattern FRACTION = Pattern.compile("(?<!\\d)(\\d++) ?分之 ?(\\d+)");

    private ChineseMaths() {}

    /** The text with Chinese numbers and signs written as digits and signs; other words stay. */
    static String signs(String text) {
        String percent = PERCENT.matcher(text).replaceAll(m -> Matcher.quoteReplacement(digits(m.group(1)) + "%"));
        String numbers = NUMERALS.matcher(percent).replaceAll(m -> Matcher.quoteReplacement(digits(m.group())));
        String mixed = MIXED.matcher(numbers).replaceAll("$1 $3/$2");
        return FRACTION.matcher(mixed)
                .replaceAll("$2/$1")
                .replace("乘以", "*")
                .replace("除以", "/")
                .replace("等于", "=")
                .replace("加上", "+")
                .replace("减去", "-")
                .replace("的平方", "^2")
                .replace("平方", "^2")
                .replace("的立方", "^3")
                .replace("左括号", "(")
                .replace("右括号", ")")
                .replace('乘', '*')
                .replace('加', '+')
                .replace('减', '-')
                .replace('负', '-')
                .replace('是', '=');
    }

    private static String digits(String numeral) {
        if (numeral.charAt(0) <= '9') {
            return numeral;
        }
        int point = numeral.indexOf('点');
        String whole = whole(point < 0 ? numeral : numeral.substring(0, point));
        return point < 0 ? whole : whole + "." + row(numeral.substring(point + 1));
    }

    private static String whole(String numeral) {
        if (numeral.chars().noneMatch(c -> "十百千万".indexOf(c) >= 0)) {
            return row(numeral);
        }
        long total = 0;
        long group = 0;
        long digit = -1;
        for (int i = 0; i < numeral.length(); i++) {
            char c = numeral.charAt(i);
            int value = digit(c);
            if (value >= 0) {
                digit = value;
                continue;
            }
            long unit = c == '十' ? 10 : c == '百' ? 100 : c == '千' ? 1_000 : 10_000;
            if (unit == 10_000) {
                total += (group + Math.max(digit, 0)) * unit;
                group = 0;
            } else {
                group += (digit < 0 ? 1 : digit) * unit;
            }
            digit = -1;
        }
        return String.valueOf(total + group + Math.max(digit, 0));
    }

    private static String row(String numeral) {
        StringBuilder row = new StringBuilder();
        numeral.chars().forEach(c -> row.append(digit((char) c)));
        return row.toString();
    }

    private static int digit(char c) {
        return c == '〇' ? 0 : c == '两' ? 2 : DIGITS.indexOf(c);
    }
}
