package parley.tutor.understanding.maths;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings what keyboards and recognisers write for mathematics into one plain notation: lower case, ASCII operators
 * ({@code × ÷ − ·}), powers ({@code ²}), fractions of one character ({@code ½}), full-width digits and signs.
 */
public final class MathsText {
    /** Longer texts are no answers; they are refused before anything else is done to them. */
    public static final int MAX_CHARS = 200;

    private static final Pattern VULGAR = Pattern.compile("[¼-¾⅐-⅞↉]");
    private static final Pattern RAISED = Pattern.compile("[⁰¹²³⁴-⁹]+");
    private static final String RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final Pattern SPACES = Pattern.compile("[\\s\\u200b\\ufeff]+");

    private static final Map<Character, Character> SIGNS = Map.ofEntries(
            Map.entry('\u2212', '-'),
            Map.entry('\u2013', '-'),
            Map.entry('\u2014', '-'),
            Map.entry('\u2010', '-'),
            Map.entry('\u2011', '-'),
            Map.entry('\u2012', '-'),
            Map.entry('×', '*'),
            Map.entry('✕', '*'),
            Map.entry('∙', '*'),
            Map.entry('⋅', '*'),
            Map.entry('·', '*'),
            Map.entry('•', '*'),
            Map.entry('÷', '/'),
            Map.entry('⁄', '/'),
            Map.entry('∕', '/'),
            Map.entry('\u2019', '\''),
            Map.entry('\u2018', '\''),
            Map.entry('、', ','),
            Map.entry('。', '.'));

    private MathsText() {}

    /** The text in plain notation, with single spaces; takes time linear in its length. */
    public static String plain(String text) {
        String raised = RAISED.matcher(text)
                .replaceAll(m -> "^"
                        + m.group()
                                .chars()
                                .mapToObj(c -> String.valueOf(RAISED_DIGITS.indexOf(c)))
                                .reduce("", String::concat));
        String vulgar = VULGAR.matcher(raised)
                .replaceAll(m -> Matcher.quoteReplacement(" " + Normalizer.normalize(m.group(), Normalizer.Form.NFKC)));
        String folded = Normalizer.normalize(vulgar, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            plain.append(SIGNS.getOrDefault(c, c).charValue());
        }
        return SPACES.matcher(plain).replaceAll(" ").strip().replace("**", "^");
    }
}
