package parley.tutor.understanding.languagetool;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Gives recognised words the look of a written sentence, so that rules made for writing read them: a capital at the
 * start, "I", days, months, languages and countries in capitals, a full stop at the end, or a question mark after what
 * begins as a question.
 */
final class SpokenText {
    private static final Pattern WORD = Pattern.compile("[\\p{L}']+");

    private static final Map<String, String> CAPITALS = capitals(
            "I",
            "I'm",
            "I've",
            "I'll",
            "I'd",
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
            "January",
            "February",
            "April",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
            "English",
            "Chinese",
            "American",
            "British",
            "French",
            "German",
            "Japanese",
            "Spanish",
            "Italian",
            "Korean",
            "China",
            "England",
            "America",
            "Britain",
            "London",
            "Paris",
            "Beijing",
            "Shanghai",
            "Japan",
            "Canada",
            "Australia",
            "Europe",
            "Asia");

    /** "When I was young I played" begins like one, too, and a mark too much does no harm: no mark is ever corrected. */
    private static final Pattern QUESTION = Pattern.compile(
            "^(what|where|when|why|how|who|which|do|does|did|is|are|was|were|can|could|will|would|should|have|has)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SpokenText() {}

    static String written(String heard) {
        String text = WORD.matcher(heard.strip())
                .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(
                        CAPITALS.getOrDefault(m.group().toLowerCase(Locale.ROOT), m.group())));
        if (text.isEmpty()) {
            return text;
        }
        int first = text.codePointAt(0);
        String capital = Character.toString(Character.toUpperCase(first)) + text.substring(Character.charCount(first));
        return capital.matches("(?s).*[.!?]")
                ? capital
                : capital + (QUESTION.matcher(capital).matches() ? "?" : ".");
    }

    private static Map<String, String> capitals(String... words) {
        var byLowerCase = new java.util.HashMap<String, String>();
        for (String word : words) {
            byLowerCase.put(word.toLowerCase(Locale.ROOT), word);
        }
        return Map.copyOf(byLowerCase);
    }
}
