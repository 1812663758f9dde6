package parley.speech.turns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Heard;
import parley.speech.hearing.HeardWord;

/**
 * Tells the tutor's own voice, come back through the learner's microphone, from the learner's.
 *
 * <p>The rule: of the words heard, those that follow in the same order in what the tutor has just said aloud (longest
 * common subsequence, so that words the recogniser missed or made up in between do no harm) are the tutor's, where each
 * also comes when its echo would ({@link TutorWord#mayComeBackAt}): who repeats a line after the tutor says the same
 * words, but later. Echoes are faint and misheard, so that a word counts as the tutor's when no more than half of its
 * letters are others ("save" for "say"). What is left over is the learner's when there is a word among it that stops
 * anybody ({@link LoneWord#STOPPING}), when nothing is the tutor's, when it is {@value #LAST_WORDS} words or more and more
 * than half of what was heard, or when it is all of the last {@value #LAST_WORDS} words: who talks into the end of an echo
 * is not outweighed by its beginning.
 *
 * <p>Who speaks along with the tutor, less than {@link TutorWord#ECHO_DELAY} behind it, can not be told from a late echo
 * and is taken for one.
 */
final class Echo {
    /** Longest texts compared, in words; the work grows with their product. */
    private static final int MAX_WORDS = 100;

    private static final int LAST_WORDS = 3;

    /** Words of fewer letters are alike by chance. */
    private static final int SHORTEST_ALIKE = 3;

    private static final int LONGEST_ALIKE = 40;

    private Echo() {}

    /**
     * A word heard.
     *
     * @param at where it began, or null when that is not known
     */
    private record Said(String text, @Nullable SampleCount at) {}

    private record Played(String text, TutorWord word) {}

    /**
     * Whether {@code text}, whose words have no times yet, is nothing but what the tutor said.
     *
     * @param from where the voice began
     * @param tutor what the tutor said, oldest first
     */
    static boolean isEcho(String text, SampleCount from, List<TutorWord> tutor) {
        return isEcho(
                said(text, null),
                tutor.stream().filter(word -> word.mayComeBackFrom(from)).toList());
    }

    /** Whether {@code heard}, of a voice that began at {@code from}, is nothing but what the tutor said. */
    static boolean isEcho(Heard heard, SampleCount from, List<TutorWord> tutor) {
        if (heard.words().isEmpty()) {
            return isEcho(heard.text(), from, tutor);
        }
        List<Said> said = heard.words().stream()
                .flatMap((HeardWord word) -> said(word.text(), word.start()).stream())
                .toList();
        return isEcho(said, tutor);
    }

    private static boolean isEcho(List<Said> all, List<TutorWord> tutor) {
        List<Said> heard = latest(all);
        if (heard.isEmpty() || tutor.isEmpty()) {
            return false;
        }
        List<Played> played = latest(tutor.stream()
                .flatMap(word -> words(word.text()).map(text -> new Played(text, word)))
                .toList());
        List<Integer> left = leftOver(heard, played);
        boolean endsInOthers =
                left.size() >= LAST_WORDS && left.get(left.size() - LAST_WORDS) == heard.size() - LAST_WORDS;
        boolean few = left.size() < LAST_WORDS && left.size() < heard.size();
        return (few || left.size() * 2 <= heard.size())
                && !endsInOthers
                && left.stream()
                        .noneMatch(
                                at -> LoneWord.STOPPING.contains(heard.get(at).text()));
    }

    private static List<Said> said(String text, @Nullable SampleCount at) {
        return words(text).map(word -> new Said(word, at)).toList();
    }

    private static Stream<String> words(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}']+", " ")
                .strip();
        return plain.isEmpty() ? Stream.empty() : Arrays.stream(plain.split(" ", -1));
    }

    private static <T> List<T> latest(List<T> words) {
        return words.size() <= MAX_WORDS ? words : words.subList(words.size() - MAX_WORDS, words.size());
    }

    private static boolean same(Said heard, Played played) {
        SampleCount at = heard.at();
        return alike(heard.text(), played.text())
                && (at == null || played.word().mayComeBackAt(at));
    }

    private static boolean alike(String heard, String played) {
        if (heard.equals(played)) {
            return true;
        }
        int longest = Math.max(heard.length(), played.length());
        return Math.min(heard.length(), played.length()) >= SHORTEST_ALIKE
                && longest <= LONGEST_ALIKE
                && 2 * letterEdits(heard, played) <= longest;
    }

    private static int letterEdits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }

    /** The places of the words of {@code heard} that are in no longest common subsequence with {@code said}. */
    private static List<Integer> leftOver(List<Said> heard, List<Played> said) {
        int[][] common = new int[heard.size() + 1][said.size() + 1];
        for (int i = heard.size() - 1; i >= 0; i--) {
            for (int j = said.size() - 1; j >= 0; j--) {
                common[i][j] = same(heard.get(i), said.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        var left = new ArrayList<Integer>();
        int i = 0;
        int j = 0;
        while (i < heard.size()) {
            if (j < said.size() && same(heard.get(i), said.get(j))) {
                i++;
                j++;
            } else if (j < said.size() && common[i][j + 1] >= common[i + 1][j]) {
                j++;
            } else {
                left.add(i);
                i++;
            }
        }
        return left;
    }
}
