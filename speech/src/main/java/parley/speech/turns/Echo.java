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
 * words, but later. What is left over is the learner's when there is a word among it that stops anybody
 * ({@link LoneWord#STOPPING}), when it is more than half of what was heard, or when it is all of the last
 * {@value #LAST_WORDS} words: who talks into the end of an echo is not outweighed by its beginning.
 *
 * <p>Who speaks along with the tutor, less than {@link TutorWord#ECHO_DELAY} behind it, can not be told from a late echo
 * and is taken for one.
 */
final class Echo {
    /** Longest texts compared, in words; the work grows with their product. */
    private static final int MAX_WORDS = 100;

    private static final int LAST_WORDS = 3;

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
        return left.size() * 2 <= heard.size()
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
        return heard.text().equals(played.text())
                && (at == null || played.word().mayComeBackAt(at));
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
