package parley.speech.turns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Heard;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.SoundLikeness;

/**
 * Tells the tutor's own voice, come back through the learner's microphone, from the learner's.
 *
 * <p>The rule: of the words heard, those that follow in the same order in what the tutor has just said aloud are the
 * tutor's (as many as can be, so that words the recogniser missed or made up in between do no harm), where each also comes
 * when its echo would ({@link TutorWord#mayComeBackAt}): who repeats a line after the tutor says the same words, but later.
 * Echoes are faint and misheard. So a word counts as the tutor's when no more than half of its letters are others ("save"
 * for "say"), and up to {@value #LONGEST_PHRASE} words that follow each other when they sound as what was said, however they
 * are parted: "we all" for "we'll", "per cent". Only the same sounds ({@link SoundLikeness#classes}): with one of five
 * others, twice as many of learners' words were taken for echoes. A word that stops anybody is never the tutor's for its
 * sound alone.
 *
 * <p>What is left over is the learner's when there is a word among it that stops anybody ({@link LoneWord.MEANT}), when
 * nothing is the tutor's, when it is {@value #LAST_WORDS} words or more and more than half of what was heard, or when it is
 * all of the last {@value #LAST_WORDS} words: who talks into the end of an echo is not outweighed by its beginning.
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

    /** Most words that are compared as one. */
    private static final int LONGEST_PHRASE = 3;

    /**
     * How many words heard are compared with how many played, one with one first: recognisers part and join words, "check up"
     * and "we all". At most {@link #LONGEST_PHRASE} on either side, and one more on either than on the other, as where one
     * word was parted in two. All of these are tried at each of at most {@link #MAX_WORDS} times {@link #MAX_WORDS} places, so
     * each one more costs up to 10,000 comparisons of each text heard.
     */
    private static final int[][] STEPS = {{1, 1}, {2, 1}, {1, 2}, {2, 2}, {3, 2}, {2, 3}, {3, 3}};

    /** Written short and spoken long, by recognisers now so and now so. */
    private static final Map<String, String> TITLES =
            Map.of("dr", "doctor", "mr", "mister", "mrs", "missus", "prof", "professor");

    /** Of fewer sounds everything is alike. */
    private static final int FEWEST_SOUNDS = 3;

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
                        .noneMatch(at -> LoneWord.MEANT.contains(heard.get(at).text()));
    }

    private static List<Said> said(String text, @Nullable SampleCount at) {
        return words(text).map(word -> new Said(word, at)).toList();
    }

    private static Stream<String> words(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}']+", " ")
                .strip();
        return plain.isEmpty()
                ? Stream.empty()
                : Arrays.stream(plain.split(" ", -1)).map(word -> TITLES.getOrDefault(word, word));
    }

    private static <T> List<T> latest(List<T> words) {
        return words.size() <= MAX_WORDS ? words : words.subList(words.size() - MAX_WORDS, words.size());
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

    /** The places of the words of {@code heard} that are none of {@code played}, where as many as can be are. */
    private static List<Integer> leftOver(List<Said> heard, List<Played> played) {
        var phrases = new Phrases(heard, played);
        int[][] most = new int[heard.size() + 1][played.size() + 1];
        for (int i = heard.size() - 1; i >= 0; i--) {
            for (int j = played.size() - 1; j >= 0; j--) {
                most[i][j] = Math.max(most[i + 1][j], most[i][j + 1]);
                for (int[] step : STEPS) {
                    if (phrases.same(i, step[0], j, step[1])) {
                        most[i][j] = Math.max(most[i][j], step[0] + most[i + step[0]][j + step[1]]);
                    }
                }
            }
        }
        var left = new ArrayList<Integer>();
        int i = 0;
        int j = 0;
        while (i < heard.size()) {
            int[] taken = j < played.size() ? phrases.taken(most, i, j) : null;
            if (taken != null) {
                i += taken[0];
                j += taken[1];
            } else if (j < played.size() && most[i][j] == most[i][j + 1]) {
                j++;
            } else {
                left.add(i);
                i++;
            }
        }
        return left;
    }

    /** Neighbouring words taken together. */
    private static final class Phrases {
        private final List<Said> heard;
        private final List<Played> played;
        private final List<List<Character>> heardSounds = new ArrayList<>();
        private final List<List<Character>> playedSounds = new ArrayList<>();

        Phrases(List<Said> heard, List<Played> played) {
            this.heard = heard;
            this.played = played;
            for (int at = 0; at < heard.size(); at++) {
                for (int count = 1; count <= LONGEST_PHRASE; count++) {
                    heardSounds.add(sounds(heard, at, count, Said::text));
                }
            }
            for (int at = 0; at < played.size(); at++) {
                for (int count = 1; count <= LONGEST_PHRASE; count++) {
                    playedSounds.add(sounds(played, at, count, Played::text));
                }
            }
        }

        private static <T> List<Character> sounds(List<T> words, int at, int count, Function<T, String> text) {
            return at + count > words.size()
                    ? List.of()
                    : SoundLikeness.classes(
                            words.subList(at, at + count).stream().map(text).collect(Collectors.joining()));
        }

        /** Whether so many words heard from {@code i} on are so many played from {@code j} on. */
        boolean same(int i, int hearing, int j, int playing) {
            if (i + hearing > heard.size() || j + playing > played.size()) {
                return false;
            }
            if (!inTime(i, j) || !inTime(i + hearing - 1, j + playing - 1)) {
                return false;
            }
            if (hearing == 1
                    && playing == 1
                    && alike(heard.get(i).text(), played.get(j).text())) {
                return true;
            }
            // Asked first: it was worked out before, and is seldom so.
            return soundAlike(i, hearing, j, playing) && mayCountBySound(i, hearing, j, playing);
        }

        /**
         * Not a word that stops anybody; nor one that is itself among those played, which would lend its sound to its
         * neighbour: "where I" sounds as "where".
         */
        private boolean mayCountBySound(int i, int hearing, int j, int playing) {
            List<Played> others = played.subList(j, j + playing);
            return heard.subList(i, i + hearing).stream()
                    .noneMatch(word -> LoneWord.MEANT.contains(word.text())
                            || others.stream().anyMatch(other -> other.text().equals(word.text())));
        }

        private boolean inTime(int i, int j) {
            SampleCount at = heard.get(i).at();
            return at == null || played.get(j).word().mayComeBackAt(at);
        }

        private boolean soundAlike(int i, int hearing, int j, int playing) {
            List<Character> one = heardSounds.get(i * LONGEST_PHRASE + hearing - 1);
            return one.size() >= FEWEST_SOUNDS && one.equals(playedSounds.get(j * LONGEST_PHRASE + playing - 1));
        }

        /** The step by which most are matched at {@code i} and {@code j}, or null when that is none. */
        int @Nullable [] taken(int[][] most, int i, int j) {
            for (int[] step : STEPS) {
                if (same(i, step[0], j, step[1]) && most[i][j] == step[0] + most[i + step[0]][j + step[1]]) {
                    return step;
                }
            }
            return null;
        }
    }
}
