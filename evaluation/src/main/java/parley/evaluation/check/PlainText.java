package parley.evaluation.check;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as checks compare it: what a reader would call the same words is the same text. Pure. */
public final class PlainText {
    private static final Pattern MARKDOWN = Pattern.compile("[*_`]+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u3000]+");

    private PlainText() {}

    /** Without case, Markdown's marks of emphasis and code, curly quotes and differences of white space. */
    public static String of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace('\u2018', '\'')
                .replace('\u2019', '\'')
                .replace('\u201C', '"')
                .replace('\u201D', '"');
        plain = MARKDOWN.matcher(plain).replaceAll("");
        return SPACES.matcher(plain).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /** Whether {@code text} has {@code part} in it. */
    static boolean contains(String text, String part) {
        return of(text).contains(of(part));
    }
}
