package parley.speech.speaking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;
import parley.speech.speaking.icu.NumberWords;

/**
 * Numbers, amounts, units and signs as one reads them in English. Pure.
 *
 * <p>The rules stand in the order in which they apply: what one has made into words the later ones find no more.
 * {@link EnglishDates} has those for dates and times.
 */
final class EnglishReading {
    /** An amount as it is written: 1,204.50 or 12 or 3.5. */
    static final String NUMBER = "(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)";

    private static final String MAGNITUDE = "(?:\\s?(thousand|million|billion|trillion|bn|k|m|K|M)\\b)?";

    private record Coin(String one, String many, String cent, String cents) {}

    private static final Map<String, Coin> COINS = Map.of(
            "$", new Coin("dollar", "dollars", "cent", "cents"),
            "\u20ac", new Coin("euro", "euros", "cent", "cents"),
            "\u00a3", new Coin("pound", "pounds", "penny", "pence"),
            "\u00a5", new Coin("yuan", "yuan", "fen", "fen"),
            "\uffe5", new Coin("yuan", "yuan", "fen", "fen"),
            "USD", new Coin("US dollar", "US dollars", "cent", "cents"),
            "EUR", new Coin("euro", "euros", "cent", "cents"),
            "GBP", new Coin("pound", "pounds", "penny", "pence"),
            "CNY", new Coin("yuan", "yuan", "fen", "fen"),
            "RMB", new Coin("yuan", "yuan", "fen", "fen"));

    private record Unit(String one, String many) {
        static Unit of(String name) {
            return new Unit(name, name + "s");
        }
    }

    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("km/h", new Unit("kilometer per hour", "kilometers per hour")),
            Map.entry("m/s", new Unit("meter per second", "meters per second")),
            Map.entry("mph", new Unit("mile per hour", "miles per hour")),
            Map.entry("km\u00b2", new Unit("square kilometer", "square kilometers")),
            Map.entry("m\u00b2", new Unit("square meter", "square meters")),
            Map.entry("cm\u00b2", new Unit("square centimeter", "square centimeters")),
            Map.entry("m\u00b3", new Unit("cubic meter", "cubic meters")),
            Map.entry("km", Unit.of("kilometer")),
            Map.entry("cm", Unit.of("centimeter")),
            Map.entry("mm", Unit.of("millimeter")),
            Map.entry("m", Unit.of("meter")),
            Map.entry("kg", Unit.of("kilogram")),
            Map.entry("mg", Unit.of("milligram")),
            Map.entry("g", Unit.of("gram")),
            Map.entry("ml", Unit.of("milliliter")),
            Map.entry("l", Unit.of("liter")),
            Map.entry("L", Unit.of("liter")),
            Map.entry("ft", new Unit("foot", "feet")),
            Map.entry("lb", Unit.of("pound")),
            Map.entry("lbs", Unit.of("pound")),
            Map.entry("oz", Unit.of("ounce")),
            Map.entry("mi", Unit.of("mile")),
            Map.entry("KB", Unit.of("kilobyte")),
            Map.entry("MB", Unit.of("megabyte")),
            Map.entry("GB", Unit.of("gigabyte")),
            Map.entry("TB", Unit.of("terabyte")),
            Map.entry("Hz", new Unit("hertz", "hertz")),
            Map.entry("kHz", new Unit("kilohertz", "kilohertz")),
            Map.entry("MHz", new Unit("megahertz", "megahertz")),
            Map.entry("GHz", new Unit("gigahertz", "gigahertz")),
            Map.entry("kW", Unit.of("kilowatt")),
            Map.entry("kWh", Unit.of("kilowatt hour")),
            Map.entry("hr", Unit.of("hour")),
            Map.entry("hrs", Unit.of("hour")),
            Map.entry("h", Unit.of("hour")),
            Map.entry("min", Unit.of("minute")),
            Map.entry("mins", Unit.of("minute")),
            Map.entry("sec", Unit.of("second")),
            Map.entry("s", Unit.of("second")),
            Map.entry("ms", Unit.of("millisecond")));

    private static final Map<String, String> MAGNITUDES =
            Map.of("k", "thousand", "K", "thousand", "m", "million", "M", "million", "bn", "billion");

    private static final List<String> ROMANS =
            List.of("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV");

    private static final Map<String, String> VULGAR = Map.of(
            "\u00bd", "half",
            "\u00bc", "quarter",
            "\u00be", "three quarters",
            "\u2153", "third",
            "\u2154", "two thirds");

    private static final List<ReadingRule> RULES = rules();

    private EnglishReading() {}

    static TracedText of(TracedText text) {
        return ReadingRule.all(RULES, text);
    }

    private static List<ReadingRule> rules() {
        List<ReadingRule> rules = new ArrayList<>(List.of(
                ReadingRule.of(
                        "[\\w.+-]{1,64}@[\\w-]{1,64}(?:\\.[\\w-]{1,64}){1,6}",
                        match -> match.group()
                                .replace(".", " dot ")
                                .replace("@", " at ")
                                .replace("-", " dash ")
                                .replace("_", " underscore ")),
                ReadingRule.of(
                        "(?:https?://(?:www\\.)?|www\\.)([\\w-]{1,64}(?:\\.[\\w-]{1,64}){0,6})(?::\\d+)?(?:[/?#][^\\s<>\"\\u3000-\\u303f]*[\\w/])?",
                        match -> match.group(1).replace(".", " dot ")),
                ReadingRule.of(
                        "\\b([a-z0-9-]{2,63})\\.(com|org|net|edu|gov|io|dev|cn|uk)\\b(?!\\.\\w)",
                        match -> match.group(1) + " dot " + match.group(2)),
                ReadingRule.of("\\bC\\+\\+", "C plus plus"),
                ReadingRule.of("\\b([CF])#", match -> match.group(1) + " sharp"),
                ReadingRule.of("\\b[Ee]\\.g\\.,?", "for example,"),
                ReadingRule.of("\\b[Ii]\\.e\\.,?", "that is,"),
                ReadingRule.of("\\betc\\.(?=\\s+\\p{L})", "et cetera"),
                ReadingRule.of("\\betc\\b", "et cetera"),
                ReadingRule.of("\\bvs\\.?(?=\\s)", "versus"),
                ReadingRule.of("\\bapprox\\.", "approximately"),
                ReadingRule.of("\\bNo\\.\\s?(?=\\d)", "number "),
                ReadingRule.of("#(?=\\d)", "number "),
                ReadingRule.of("\\bFig\\.\\s?(?=\\d)", "figure "),
                ReadingRule.of("\\b24/7\\b", "twenty four seven"),
                ReadingRule.of(
                        "\\b((?:Chapter|Part|Volume|War|Act|Unit|Lesson|Book|Section)\\s)([IVX]{1,4})\\b",
                        EnglishReading::roman)));
        rules.addAll(EnglishDates.RULES);
        rules.addAll(List.of(
                ReadingRule.of(
                        "(?:US|HK)?([$\u20ac\u00a3\u00a5\uffe5])\\s?" + NUMBER + MAGNITUDE,
                        match -> money(match.group(1), match.group(2), match.group(3))),
                ReadingRule.of(
                        "\\b" + NUMBER + "\\s?([$\u20ac\u00a3]|USD\\b|EUR\\b|GBP\\b|CNY\\b|RMB\\b)",
                        match -> money(match.group(2), match.group(1), null)),
                ReadingRule.of(
                        "(?:(?<![\\w)])([-\u2212]))?\\b" + NUMBER + "\\s?\u00b0\\s?([CF])\\b",
                        match -> minus(match.group(1))
                                + counted(match.group(2), Unit.of("degree"))
                                + (match.group(3).equals("C") ? " Celsius" : " Fahrenheit")),
                ReadingRule.of("\\b" + NUMBER + "\\s?\u00b0", match -> counted(match.group(1), Unit.of("degree"))),
                ReadingRule.of("\\b" + NUMBER + "\\s?%", match -> cardinal(match.group(1)) + " percent"),
                ReadingRule.of(
                        "\\b" + NUMBER + "\\s?([A-Za-z]{1,3}(?:/[hs]|[\u00b2\u00b3])?)(?![\\w\u00b2\u00b3/'\u2019])",
                        EnglishReading::measured),
                ReadingRule.of(
                        "\\b(\\d{1,3}(?:,\\d{3})+|\\d+)(?:st|nd|rd|th)\\b",
                        match -> NumberWords.ENGLISH.inOrder(bare(match.group(1)))),
                ReadingRule.of(
                        "(?<![\\d/.])(?:(\\d{1,4})\\s)?(\\d{1,2})/(\\d{1,2})(?![\\d/.])", EnglishReading::fraction),
                ReadingRule.of("(\\d{1,4})?([\u00bd\u00bc\u00be\u2153\u2154])", EnglishReading::vulgar),
                ReadingRule.of(
                        "(?<![\\w.,])(?:\\+?\\d{1,3}[- ])?(?:\\(\\d{3}\\)\\s?|\\d{3}[- ])?\\d{3}-\\d{4}\\b(?![-\\d])",
                        EnglishReading::telephone),
                ReadingRule.of("\\b\\d+(?:\\.\\d+){2,}\\b", EnglishReading::version),
                ReadingRule.of("(?<=\\d)\\s?\u2212\\s?(?=\\d)|(?<=\\d)\\s-\\s(?=\\d)", " minus "),
                ReadingRule.of("(?<=\\d)-(?=\\d[^=?]{0,12}=)", " minus "),
                ReadingRule.of("(?<=\\d)\\s?\u2013\\s?(?=\\d)|(?<=\\d)-(?=\\d)", " to "),
                ReadingRule.of("(?<![\\w)\\]])[-\u2212](?=\\d)", "minus "),
                ReadingRule.of("(?<=[\\p{L}\\d)])\\s?\\^\\s?2\\b|\u00b2", " squared "),
                ReadingRule.of("(?<=[\\p{L}\\d)])\\s?\\^\\s?3\\b|\u00b3", " cubed "),
                ReadingRule.of("(?<=[\\p{L}\\d)])\\s?\\^\\s?(?=[\\p{L}\\d({])", " to the power "),
                ReadingRule.of(
                        "(?<=[\\d)]|(?<![A-Za-z])[a-z]|squared |cubed )\\s{0,3}[-\u2212]\\s{1,3}(?=[\\d(]|[a-z]\\b)",
                        " minus "),
                ReadingRule.of("(?<=\\p{IsLatin})(?=\\d)|(?<=\\d)(?=\\p{IsLatin})", " "),
                ReadingRule.of("~\\s?(?=\\d)", "about "),
                ReadingRule.of(NUMBER, match -> cardinal(match.group(1)))));
        rules.addAll(List.of(
                ReadingRule.of("(?<=\\w)\\s{0,3}&\\s{0,3}(?=\\w)", " and "),
                ReadingRule.of("(?<=[\\w)])\\s{0,3}\\+\\s{0,3}(?=[\\w(])", " plus "),
                ReadingRule.of("\\s{0,3}(?:!=|\u2260)\\s{0,3}", " is not equal to "),
                ReadingRule.of("\\s*(?:->|\u2192|=>|\u21d2)\\s*", ", "),
                ReadingRule.of("\\s{0,3}(?:<=|\u2264)\\s{0,3}", " is at most "),
                ReadingRule.of("\\s{0,3}(?:>=|\u2265)\\s{0,3}", " is at least "),
                ReadingRule.of("(?<=[\\w)])\\s{0,3}={1,3}\\s{0,3}(?=[\\w(-])", " equals "),
                ReadingRule.of("(?<=[\\w)])\\s{0,3}<\\s{0,3}(?=[\\w(-])", " is less than "),
                ReadingRule.of("(?<=[\\w)])\\s{0,3}>\\s{0,3}(?=[\\w(-])", " is greater than "),
                ReadingRule.of(
                        "(?<=[\\w)])\\s{0,3}[\u00d7\u22c5]\\s{0,3}(?=[\\w(])|(?<=[\\w)])\\s{0,3}\\*\\s{0,3}(?=[\\w(])",
                        " times "),
                ReadingRule.of("\\s{0,3}\u00f7\\s{0,3}", " divided by "),
                ReadingRule.of("\\s{0,3}\u2248\\s{0,3}", " is about "),
                ReadingRule.of("\\s{0,3}\u00b1\\s{0,3}", " plus or minus "),
                ReadingRule.of("\u221a\\s{0,3}", "the square root of "),
                ReadingRule.of("\u03c0", " pi "),
                ReadingRule.of("\u221e", " infinity "),
                ReadingRule.of("(?<=\\w)@(?=\\w)|\\s@\\s", " at "),
                ReadingRule.of("\\b[Aa]nd/or\\b", "and or"),
                ReadingRule.of("(?<=\\p{L})\\s{0,3}/\\s{0,3}(?=\\p{L})", " or ")));
        return List.copyOf(rules);
    }

    private static @Nullable String roman(MatchResult match) {
        int number = ROMANS.indexOf(match.group(2));
        return number < 1 ? null : match.group(1) + NumberWords.ENGLISH.cardinal(String.valueOf(number));
    }

    private static String money(String sign, String amount, @Nullable String magnitude) {
        Coin coin = COINS.getOrDefault(sign, new Coin("", "", "", ""));
        String number = bare(amount);
        if (magnitude != null) {
            return cardinal(amount) + " " + MAGNITUDES.getOrDefault(magnitude, magnitude) + " " + coin.many;
        }
        int dot = number.indexOf('.');
        if (dot < 0 || number.length() - dot != 3) {
            return cardinal(amount) + " " + (number.equals("1") ? coin.one : coin.many);
        }
        String whole = number.substring(0, dot);
        String part = number.substring(dot + 1).replaceFirst("^0", "");
        String cents = part.equals("0") ? "" : cardinal(part) + " " + (part.equals("1") ? coin.cent : coin.cents);
        String coins = whole.equals("0") && !cents.isEmpty()
                ? ""
                : cardinal(whole) + " " + (whole.equals("1") ? coin.one : coin.many);
        return coins + (coins.isEmpty() || cents.isEmpty() ? "" : " and ") + cents;
    }

    private static @Nullable String measured(MatchResult match) {
        Unit unit = UNITS.get(match.group(2));
        return unit == null ? null : counted(match.group(1), unit);
    }

    private static String counted(String amount, Unit unit) {
        return cardinal(amount) + " " + (amount.equals("1") ? unit.one : unit.many);
    }

    private static String fraction(MatchResult match) {
        int above = Integer.parseInt(match.group(2));
        int below = Integer.parseInt(match.group(3));
        String mixed = match.group(1);
        if (above >= below || below > 12 || below < 2) {
            String over = cardinal(match.group(2)) + " over " + cardinal(match.group(3));
            return mixed == null ? over : cardinal(mixed) + " " + over;
        }
        String part = below == 2 ? "half" : below == 4 ? "quarter" : NumberWords.ENGLISH.inOrder(match.group(3));
        String parts = above == 1 ? part : cardinal(match.group(2)) + " " + part + "s";
        return mixed == null
                ? (above == 1 ? "one " : "") + parts
                : cardinal(mixed) + " and " + (above == 1 ? "a " : "") + parts;
    }

    private static String vulgar(MatchResult match) {
        String part = VULGAR.getOrDefault(match.group(2), "");
        boolean one = !part.contains(" ");
        return match.group(1) == null
                ? (one ? "one " : "") + part
                : cardinal(match.group(1)) + " and " + (one ? "a " : "") + part;
    }

    private static String telephone(MatchResult match) {
        var groups = new ArrayList<String>();
        for (String group : match.group().split("\\D+", -1)) {
            if (!group.isEmpty()) {
                groups.add(NumberWords.ENGLISH.digits(group));
            }
        }
        return String.join(", ", groups);
    }

    private static String version(MatchResult match) {
        var parts = new ArrayList<String>();
        for (String part : match.group().split("\\.", -1)) {
            parts.add(cardinal(part));
        }
        return String.join(" point ", parts);
    }

    private static String minus(@Nullable String sign) {
        return sign == null ? "" : "minus ";
    }

    static String cardinal(String written) {
        return NumberWords.ENGLISH.cardinal(bare(written));
    }

    private static String bare(String written) {
        return written.replace(",", "");
    }
}
