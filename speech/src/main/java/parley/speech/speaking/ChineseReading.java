package parley.speech.speaking;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;
import parley.speech.speaking.icu.NumberWords;

/** Numbers, amounts, units and signs as one reads them in Mandarin. Pure; the rules apply in their order. */
final class ChineseReading {
    private static final String NUMBER = EnglishReading.NUMBER;

    private static final Map<String, String> COINS = Map.of(
            "\u00a5",
            "\u5143",
            "\uffe5",
            "\u5143",
            "$",
            "\u7f8e\u5143",
            "\u20ac",
            "\u6b27\u5143",
            "\u00a3",
            "\u82f1\u9551");

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("km/h", "\u516c\u91cc\u6bcf\u5c0f\u65f6"),
            Map.entry("km", "\u516c\u91cc"),
            Map.entry("cm", "\u5398\u7c73"),
            Map.entry("mm", "\u6beb\u7c73"),
            Map.entry("m", "\u7c73"),
            Map.entry("kg", "\u516c\u65a4"),
            Map.entry("g", "\u514b"),
            Map.entry("ml", "\u6beb\u5347"),
            Map.entry("L", "\u5347"),
            Map.entry("\u2103", "\u6444\u6c0f\u5ea6"),
            Map.entry("\u00b0C", "\u6444\u6c0f\u5ea6"));

    private static final String UNIT = "(km/h|km|cm|mm|kg|ml|\u2103|\u00b0C|m|g|L)";

    /** Units among Chinese words; before the scripts are parted, since they are written in Latin letters. */
    static final List<ReadingRule> UNIT_RULES = List.of(
            ReadingRule.of("(?<=\\p{IsHan})\\s?" + NUMBER + "\\s?" + UNIT + "(?![A-Za-z])", ChineseReading::measured),
            ReadingRule.of("(?<![A-Za-z.\\d])" + NUMBER + "\\s?" + UNIT + "(?=\\p{IsHan})", ChineseReading::measured));

    private static final List<ReadingRule> RULES = List.of(
            ReadingRule.of(
                    "(\\d{4})-(\\d{1,2})-(\\d{1,2})",
                    match -> year(match.group(1)) + "\u5e74"
                            + cardinal(match.group(2).replaceFirst("^0", "")) + "\u6708"
                            + cardinal(match.group(3).replaceFirst("^0", "")) + "\u65e5"),
            ReadingRule.of("(?<!\\d)(\\d{4})(?=\\s?\u5e74)(?!\\s?\u5e74\u7ea7)", match -> year(match.group(1))),
            ReadingRule.of("(?<!\\d)([01]?\\d|2[0-3])[:\uff1a]([0-5]\\d)(?!\\d)", ChineseReading::clock),
            ReadingRule.of(
                    "([$\u20ac\u00a3\u00a5\uffe5])\\s?" + NUMBER,
                    match -> cardinal(match.group(2)) + COINS.getOrDefault(match.group(1), "")),
            ReadingRule.of(NUMBER + "\\s?[%\uff05]", match -> "\u767e\u5206\u4e4b" + cardinal(match.group(1))),
            ReadingRule.of(
                    "(?<![\\d/])(\\d{1,3})/(\\d{1,3})(?![\\d/])",
                    match -> cardinal(match.group(2)) + "\u5206\u4e4b" + cardinal(match.group(1))),
            ReadingRule.of(
                    "(?<![\\d.,])2(?=\\s?[\u4e2a\u4f4d\u53ea\u672c\u6761\u6b21\u676f\u5f20\u4ef6\u5757\u540d\u5bb6\u79cd\u904d\u5929\u5468\u5c81\u53e5\u70b9\u5e74])(?!\\s?\u5e74\u7ea7)",
                    "\u4e24"),
            ReadingRule.of("(?<=\\d)\\s?[-\u2013~\uff5e]\\s?(?=\\d)", "\u5230"),
            ReadingRule.of("(?<=\\d)\\s?\\+\\s?(?=\\d)", "\u52a0"),
            ReadingRule.of("(?<=\\d)\\s?\u2212\\s?(?=\\d)", "\u51cf"),
            ReadingRule.of("(?<=\\d)\\s?\u00d7\\s?(?=\\d)", "\u4e58\u4ee5"),
            ReadingRule.of("(?<=\\d)\\s?\u00f7\\s?(?=\\d)", "\u9664\u4ee5"),
            ReadingRule.of("\\s?=\\s?(?=\\d)", "\u7b49\u4e8e"),
            ReadingRule.of("(?<!\\d)[-\u2212](?=\\d)", "\u8d1f"),
            ReadingRule.of("(?<![\\d.,])\\d{7,}(?![\\d.,])", match -> NumberWords.CHINESE.digits(match.group())),
            ReadingRule.of(NUMBER, match -> cardinal(match.group(1))));

    private ChineseReading() {}

    static TracedText of(TracedText text) {
        return ReadingRule.all(RULES, text);
    }

    private static @Nullable String measured(MatchResult match) {
        String unit = UNITS.get(match.group(2));
        String number = match.group(1);
        return unit == null ? null : (number.equals("2") ? "\u4e24" : cardinal(number)) + unit;
    }

    private static String clock(MatchResult match) {
        String hour = match.group(1).replaceFirst("^0(?=\\d)", "");
        int minute = Integer.parseInt(match.group(2));
        String said = (hour.equals("2") ? "\u4e24" : cardinal(hour)) + "\u70b9";
        return minute == 0 ? said : said + (minute < 10 ? "\u96f6" : "") + cardinal(String.valueOf(minute)) + "\u5206";
    }

    private static String year(String digits) {
        return NumberWords.CHINESE.year(digits);
    }

    private static String cardinal(String written) {
        return NumberWords.CHINESE.cardinal(written.replace(",", ""));
    }
}
