package parley.prompts.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sentence for authors, kept apart from the names and numbers in it: by its pattern a translation is found, into which the
 * values go. Read as text it is the English sentence. Immutable.
 *
 * @param pattern the English sentence with <code>{}</code> for each value; two sentences that mean the same have the same
 *     pattern, and a change of it is a change of a translation's key
 * @param values what stands for each <code>{}</code>, in order
 */
public record Said(String pattern, List<String> values) implements CharSequence {
    private static final String PLACE = "{}";

    public Said {
        values = List.copyOf(values);
    }

    /** A sentence of a pattern and its values. */
    public static Said of(String pattern, @Nullable Object... values) {
        return new Said(pattern, Arrays.stream(values).map(String::valueOf).toList());
    }

    /** A sentence from text: what it is, or the text as a pattern without values. */
    public static Said of(CharSequence text) {
        return text instanceof Said said ? said : new Said(text.toString(), List.of());
    }

    /** The same sentence with more at its end. */
    public Said with(String morePattern, @Nullable Object... more) {
        List<String> all = new ArrayList<>(values);
        all.addAll(of(morePattern, more).values());
        return new Said(pattern + morePattern, all);
    }

    @Override
    public int length() {
        return toString().length();
    }

    @Override
    public char charAt(int index) {
        return toString().charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().subSequence(start, end);
    }

    /** The English sentence. A value is put in as it is, whatever stands in it. */
    @Override
    public String toString() {
        StringBuilder sentence = new StringBuilder(pattern.length() + 32);
        int from = 0;
        for (String value : values) {
            int at = pattern.indexOf(PLACE, from);
            if (at < 0) {
                break;
            }
            sentence.append(pattern, from, at).append(value);
            from = at + PLACE.length();
        }
        return sentence.append(pattern, from, pattern.length()).toString();
    }
}
