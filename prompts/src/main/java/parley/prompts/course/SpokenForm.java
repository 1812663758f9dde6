package parley.prompts.course;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * English text as a recogniser hears it: lower-case words with single spaces, apostrophes kept, no other punctuation.
 * Two texts that sound as the same words have equal spoken forms.
 */
public final class SpokenForm {

    // Letters with inner apostrophes; a digit sequence is kept as a word so that two different numbers stay different.
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]++(?:'[\\p{L}\\p{M}]++)*+|\\p{Nd}+");

    private SpokenForm() {}

    /** The text's spoken form; empty when it holds no word. */
    public static String of(String text) {
        return String.join(" ", words(text));
    }

    /** The words of the text's spoken form. */
    public static List<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('\u2019', '\'')
                .replace('\u2018', '\'')
                .toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(plain);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
