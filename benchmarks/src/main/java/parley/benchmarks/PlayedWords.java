package parley.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many words of a known text were played, by what a recogniser made of the sound. Its mistakes inside the text do not
 * count: the place is sought, not the words.
 */
final class PlayedWords {
    /** A last heard word may be a piece of the text's next: that is dearer than none and cheaper than a wrong one. */
    private static final double PIECE_COST = 0.5;

    private PlayedWords() {}

    /**
     * The words of {@code text} that {@code heard} reaches: the prefix with the fewest word edits to it. A half is added
     * where the last word heard is taken for a piece of the next one. Of equal prefixes the one of the heard length counts.
     */
    static double count(String text, String heard) {
        List<String> words = words(text);
        List<String> transcript = words(heard);
        if (transcript.isEmpty()) {
            return 0;
        }
        int[] whole = edits(words, transcript);
        int[] withoutLast = edits(words, transcript.subList(0, transcript.size() - 1));
        double best = 0;
        double least = Double.MAX_VALUE;
        for (int k = 0; k <= words.size(); k++) {
            // A little dearer the further its length is from what was heard: enough to choose among equals.
            double far = Math.abs(k - transcript.size()) / 1_000.0;
            if (whole[k] + far < least) {
                least = whole[k] + far;
                best = k;
            }
            if (k < words.size() && withoutLast[k] + PIECE_COST + far < least) {
                least = withoutLast[k] + PIECE_COST + far;
                best = k + 0.5;
            }
        }
        return best;
    }

    /** How many words {@code text} has. */
    static int of(String text) {
        return words(text).size();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}']+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The edits between {@code heard} and each prefix of {@code words}, by the prefix's length. */
    private static int[] edits(List<String> words, List<String> heard) {
        int[] row = new int[words.size() + 1];
        for (int k = 0; k <= words.size(); k++) {
            row[k] = k;
        }
        for (String word : heard) {
            int diagonal = row[0];
            row[0]++;
            for (int k = 1; k <= words.size(); k++) {
                int substituted = diagonal + (words.get(k - 1).equals(word) ? 0 : 1);
                diagonal = row[k];
                row[k] = Math.min(substituted, Math.min(row[k], row[k - 1]) + 1);
            }
        }
        return row;
    }
}
