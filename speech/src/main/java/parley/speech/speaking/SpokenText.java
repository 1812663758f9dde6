package parley.speech.speaking;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text made fit to be read aloud, in runs of one language each.
 *
 * <p>Markdown's signs are taken out, code blocks are left out, inline code and links are read as their words, signs such as {@code %} and
 * {@code &} become words in English, and Chinese is parted from English, so that each run can go to a
 * voice that speaks it. Pure.
 */
public final class SpokenText {
    private static final Pattern FENCE = Pattern.compile("(?ms)^\\s*(```|~~~).*?(^\\s*\\1[^\\n]*$|\\z)");
    private static final Pattern LINK =
            Pattern.compile("!?\\[([^\\]\\n]{0,300})\\]\\([^)\\s]{0,2000}(?:\\s+\"[^\"]{0,300}\")?\\)");
    private static final Pattern BARE_LINK = Pattern.compile("https?://\\S+");
    private static final Pattern HEADING = Pattern.compile("(?m)^\\s{0,3}#{1,6}\\s+");
    private static final Pattern QUOTE = Pattern.compile("(?m)^\\s{0,3}>+\\s?");
    private static final Pattern BULLET = Pattern.compile("(?m)^\\s*[-*+\u2022]\\s+");
    private static final Pattern RULE = Pattern.compile("(?m)^\\s*([-*_]\\s*){3,}$");
    private static final Pattern TABLE_RULE = Pattern.compile("(?m)^\\s*\\|?[\\s:|-]*-{2,}[\\s:|-]*$");
    private static final Pattern EMPHASIS =
            Pattern.compile("(?<!\\w)(\\*{1,3}|_{1,3}|~~)(?=\\S)|(?<=\\S)(\\*{1,3}|_{1,3}|~~)(?!\\w)");
    /** "I ___ to school": a gap to fill in, not emphasis. */
    private static final Pattern BLANK_TO_FILL = Pattern.compile("(?<![\\w_])_{3,}(?![\\w_])");

    private static final Pattern HTML = Pattern.compile("</?[a-zA-Z][^>\\n]{0,200}>");
    private static final Pattern EMOJI = Pattern.compile("[\\p{So}\\p{Cs}\\x{1F000}-\\x{1FAFF}\\x{FE0F}\\x{200D}]+");

    /**
     * Text of one language.
     *
     * @param language {@code en} or {@code zh}
     * @param text not blank
     */
    public record Run(String language, String text) {}

    private SpokenText() {}

    /** What of {@code markdown} is to be spoken, in order; empty when nothing is. */
    public static List<Run> runs(String markdown) {
        List<Run> runs = new ArrayList<>();
        for (Run run : byScript(withoutMarkdown(markdown))) {
            String text = run.language.equals("en") ? inEnglishWords(run.text) : run.text;
            text = text.replaceAll("\\s+", " ").strip();
            if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
                runs.add(new Run(run.language, text));
            }
        }
        return runs;
    }

    /** The words of Markdown text without its signs; one line stays one line. */
    public static String withoutMarkdown(String markdown) {
        String text = FENCE.matcher(markdown).replaceAll("");
        text = LINK.matcher(text).replaceAll("$1");
        text = BARE_LINK.matcher(text).replaceAll("");
        text = HTML.matcher(text).replaceAll("");
        text = TABLE_RULE.matcher(text).replaceAll("");
        text = RULE.matcher(text).replaceAll("");
        text = HEADING.matcher(text).replaceAll("");
        text = QUOTE.matcher(text).replaceAll("");
        text = BULLET.matcher(text).replaceAll("");
        text = BLANK_TO_FILL.matcher(text).replaceAll(" blank ");
        text = text.replace("`", "");
        text = EMPHASIS.matcher(text).replaceAll("");
        text = EMOJI.matcher(text).replaceAll(" ");
        return text.replace('|', ',');
    }

    /** Signs that MaryTTS would leave out or spell. */
    private static String inEnglishWords(String text) {
        return text.replaceAll("(\\d)\\s*%", "$1 percent")
                .replaceAll("\\s&\\s", " and ")
                .replaceAll("\\s\\+\\s", " plus ")
                .replaceAll("\\s=\\s", " equals ")
                .replaceAll("\\s[\u00d7*]\\s", " times ")
                .replaceAll("\\s\u00f7\\s", " divided by ")
                .replaceAll("\\$\\s?(\\d[\\d,.]*\\d|\\d)", "$1 dollars")
                .replaceAll("\\s*(?:->|\u2192|=>)\\s*", ", ")
                .replaceAll("(\\p{L})/(\\p{L})", "$1 or $2");
    }

    private static List<Run> byScript(String text) {
        List<Run> runs = new ArrayList<>();
        var current = new StringBuilder();
        String language = "";
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            String own = Character.isIdeographic(c) ? "zh" : isLatin(c) ? "en" : "";
            if (!own.isEmpty() && !language.isEmpty() && !own.equals(language)) {
                // An opening mark belongs to what it opens.
                String opening = trailingOpeners(current);
                current.setLength(current.length() - opening.length());
                runs.add(new Run(language, current.toString()));
                current.setLength(0);
                current.append(opening);
            }
            if (!own.isEmpty()) {
                language = own;
            }
            current.appendCodePoint(c);
        }
        if (!current.isEmpty()) {
            runs.add(new Run(language.isEmpty() ? "en" : language, current.toString()));
        }
        return runs;
    }

    private static boolean isLatin(int c) {
        return Character.isLetter(c) && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
    }

    private static String trailingOpeners(CharSequence text) {
        int i = text.length();
        while (i > 0 && "\"'([\u201c\u2018\u300c\u300e\uff08\u300a".indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        return text.subSequence(i, text.length()).toString();
    }
}
