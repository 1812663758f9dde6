package parley.speech.turns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells the tutor's own voice, come back through the learner's microphone, from the learner's.
 *
 * <p>The rule: of the words heard, those that follow in the same order in what the tutor has just said aloud (longest
 * common subsequence, so that words the recogniser missed or made up in between do no harm) are the tutor's. What is
 * left over is the learner's when there is a word among it that stops anybody, or when it is more than half of what was
 * heard.
 */
final class Echo {
    private static final Set<String> STOPPING = Set.of("stop", "wait", "sorry", "excuse", "question", "pardon");

    /** Longest texts compared, in words; the work grows with their product. */
    private static final int MAX_WORDS = 100;

    private Echo() {}

    /** Whether {@code text} is nothing but what the tutor said: {@code tutorWords}, oldest first. */
    static boolean isEcho(String text, List<String> tutorWords) {
        List<String> heard = latest(words(text));
        if (heard.isEmpty() || tutorWords.isEmpty()) {
            return false;
        }
        List<String> said =
                latest(tutorWords.stream().flatMap(word -> words(word).stream()).toList());
        List<String> left = leftOver(heard, said);
        return left.size() * 2 <= heard.size() && left.stream().noneMatch(STOPPING::contains);
    }

    private static List<String> words(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}']+", " ")
                .strip();
        return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" ", -1));
    }

    private static List<String> latest(List<String> words) {
        return words.size() <= MAX_WORDS ? words : words.subList(words.size() - MAX_WORDS, words.size());
    }

    /** The words of {@code heard} that are in no longest common subsequence with {@code said}. */
    private static List<String> leftOver(List<String> heard, List<String> said) {
        int[][] common = new int[heard.size() + 1][said.size() + 1];
        for (int i = heard.size() - 1; i >= 0; i--) {
            for (int j = said.size() - 1; j >= 0; j--) {
                common[i][j] = heard.get(i).equals(said.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        var left = new ArrayList<String>();
        int i = 0;
        int j = 0;
        while (i < heard.size()) {
            if (j < said.size() && heard.get(i).equals(said.get(j))) {
                i++;
                j++;
            } else if (j < said.size() && common[i][j + 1] >= common[i + 1][j]) {
                j++;
            } else {
                left.add(heard.get(i));
                i++;
            }
        }
        return left;
    }
}
