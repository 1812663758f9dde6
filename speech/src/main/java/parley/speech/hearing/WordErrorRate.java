package parley.speech.hearing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The share of words that were heard wrongly: substitutions, deletions and insertions over the words said.
 *
 * <p>May exceed 1. Case, punctuation and spacing do not count. Rates add up by {@link #plus}, weighted by
 * words, as is usual.
 *
 * @param errors the least number of single-word edits
 * @param words how many words were said
 */
public record WordErrorRate(int errors, int words) {
    public static final WordErrorRate NONE = new WordErrorRate(0, 0);

    public static WordErrorRate of(String said, String heard) {
        List<String> reference = words(said);
        return new WordErrorRate(EditDistance.between(reference, words(heard)), reference.size());
    }

    public WordErrorRate plus(WordErrorRate other) {
        return new WordErrorRate(errors + other.errors, words + other.words);
    }

    /** Errors per word; 0 when nothing was said and nothing heard. */
    public double rate() {
        return words == 0 ? errors : (double) errors / words;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f %% (%d of %d words)", rate() * 100, errors, words);
    }

    private static List<String> words(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'')
                .replaceAll("[^\\p{L}\\p{N}']+", " ")
                .trim();
        return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" ", -1));
    }
}
