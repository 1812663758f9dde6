package parley.speech.speaking;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;
import parley.speech.speaking.icu.NumberWords;

/** Dates, years and times of day as one reads them in American English. Pure. */
final class EnglishDates {
    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private static final String MONTH =
            "(January|February|March|April|May|June|July|August|September|October|November|December"
                    + "|Jan(?:\\.|\\b)|Feb(?:\\.|\\b)|Mar(?:\\.|\\b)|Apr(?:\\.|\\b)|Jun(?:\\.|\\b)|Jul(?:\\.|\\b)|Aug(?:\\.|\\b)|Sept?(?:\\.|\\b)|Oct(?:\\.|\\b)|Nov(?:\\.|\\b)|Dec(?:\\.|\\b))";
    private static final String YEAR = "(1[1-9]\\d\\d|20\\d\\d)";
    private static final String HALF_DAY = "\\s?([ap]\\.m\\.|[AP]\\.M\\.|am\\b|pm\\b|AM\\b|PM\\b)";

    static final List<ReadingRule> RULES = List.of(
            ReadingRule.of(
                    "\\b(\\d{4})-(\\d{2})-(\\d{2})\\b", match -> date(match.group(2), match.group(3), match.group(1))),
            ReadingRule.of("\\b(\\d{1,2})/(\\d{1,2})/(\\d{4})\\b", EnglishDates::slashed),
            ReadingRule.of(
                    "\\b" + MONTH + "\\s(\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s" + YEAR + "\\b)?(?![:%.,]?\\d)",
                    match -> named(match.group(1), match.group(2), match.group(3))),
            ReadingRule.of(
                    "\\b((?:[Tt]he\\s)?)(\\d{1,2})(?:st|nd|rd|th)?\\s(?:of\\s)?" + MONTH + "(?!\\w)(?:,?\\s" + YEAR
                            + "\\b)?",
                    EnglishDates::dayFirst),
            ReadingRule.of(
                    "\\b" + MONTH + "\\s" + YEAR + "\\b",
                    match -> month(match.group(1)) + " " + NumberWords.ENGLISH.year(match.group(2))),
            ReadingRule.of("\\b([01]?\\d|2[0-3]):([0-5]\\d)(?::[0-5]\\d)?(?:" + HALF_DAY + ")?", EnglishDates::clock),
            ReadingRule.of(
                    "\\b(1[0-2]|[1-9])" + HALF_DAY,
                    match -> EnglishReading.cardinal(match.group(1)) + " " + half(match.group(2))),
            ReadingRule.of("\\b(1[1-9]\\d|20\\d)0s\\b", match -> tens(NumberWords.ENGLISH.year(match.group(1) + "0"))),
            ReadingRule.of("['\u2019]?\\b([2-9]0)s\\b", match -> tens(EnglishReading.cardinal(match.group(1)))),
            ReadingRule.of(
                    "\\b" + YEAR + "\\s?[-\u2013]\\s?" + YEAR + "\\b",
                    match -> NumberWords.ENGLISH.year(match.group(1)) + " to "
                            + NumberWords.ENGLISH.year(match.group(2))),
            ReadingRule.of(
                    "\\b([Ff]rom\\s)" + YEAR + "(\\s(?:to|until)\\s)" + YEAR + "\\b",
                    match -> match.group(1)
                            + NumberWords.ENGLISH.year(match.group(2))
                            + match.group(3)
                            + NumberWords.ENGLISH.year(match.group(4))),
            ReadingRule.of(
                    "(?i)(?<=\\b(?:in|by|since|until|till|year|during|before|after|summer|spring|autumn|winter|fall)\\s)(?-i)"
                            + YEAR
                            + "\\b(?![,.%]\\d|\\s?(?:[%\u00b0]|(?:people|dollars|times|words|years|days|meters|kilometers)\\b))",
                    match -> NumberWords.ENGLISH.year(match.group(1))),
            ReadingRule.of("(?<=\\()" + YEAR + "(?=\\))", match -> NumberWords.ENGLISH.year(match.group(1))));

    private EnglishDates() {}

    private static @Nullable String slashed(MatchResult match) {
        String first = match.group(1);
        String second = match.group(2);
        return Integer.parseInt(first) > 12 ? date(second, first, match.group(3)) : date(first, second, match.group(3));
    }

    private static @Nullable String date(String month, String day, String year) {
        int number = Integer.parseInt(month);
        if (number < 1 || number > 12 || !isDay(day)) {
            return null;
        }
        return MONTHS.get(number - 1) + " " + ordinal(day) + ", " + NumberWords.ENGLISH.year(year);
    }

    private static @Nullable String named(String month, String day, @Nullable String year) {
        if (!isDay(day)) {
            return null;
        }
        String said = month(month) + " " + ordinal(day);
        return year == null ? said : said + ", " + NumberWords.ENGLISH.year(year);
    }

    private static @Nullable String dayFirst(MatchResult match) {
        if (!isDay(match.group(2))) {
            return null;
        }
        String the = match.group(1).isEmpty() ? "the " : match.group(1);
        String year = match.group(4) == null ? "" : ", " + NumberWords.ENGLISH.year(match.group(4));
        return the + ordinal(match.group(2)) + " of " + month(match.group(3)) + year;
    }

    private static boolean isDay(String day) {
        int number = Integer.parseInt(day);
        return number >= 1 && number <= 31;
    }

    private static String ordinal(String day) {
        return NumberWords.ENGLISH.inOrder(String.valueOf(Integer.parseInt(day)));
    }

    private static String month(String written) {
        return MONTHS.stream()
                .filter(name -> name.startsWith(written.substring(0, 3)))
                .findFirst()
                .orElse(written);
    }

    private static String clock(MatchResult match) {
        int hour = Integer.parseInt(match.group(1));
        int minute = Integer.parseInt(match.group(2));
        String half = match.group(3) == null ? "" : " " + half(match.group(3));
        String said = EnglishReading.cardinal(String.valueOf(hour));
        if (minute == 0) {
            boolean sharp = half.isEmpty() && hour >= 1 && hour <= 12;
            return sharp ? said + " o'clock" : half.isEmpty() ? said + " hundred" : said + half;
        }
        return said + (minute < 10 ? " oh " : " ") + EnglishReading.cardinal(String.valueOf(minute)) + half;
    }

    private static String half(String written) {
        return written.toLowerCase(Locale.ROOT).startsWith("a") ? "a.m." : "p.m.";
    }

    /** "nineteen sixty" becomes "nineteen sixties". */
    private static String tens(String words) {
        return words.endsWith("y") ? words.substring(0, words.length() - 1) + "ies" : words + "s";
    }
}
