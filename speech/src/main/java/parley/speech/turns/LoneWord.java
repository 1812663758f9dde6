package parley.speech.turns;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.speech.hearing.Heard;

/**
 * Tells a single word said over the tutor that is meant from one that a recogniser made of a hum. Pure.
 *
 * <p>The reason: recognisers know no hums. The small English model heard a spoken "oh" as "the", "bell" and "though",
 * "uh-huh" as "but", "I" and "but I", and "cool" as "to", "two" and "to know", another one with each 100 ms of silence
 * before it, so that no list of them is ever complete. What it makes of them is one short word, at most two within half
 * a second, and it doubts them: confidence 0.2–0.7, where words that were said had 0.8–1. Nothing is lost by waiting for
 * more, for the tutor holds still from the first sound in any case; it is only not cut yet.
 *
 * <p>The rule, for a single word over the tutor that is not an interjection already ({@link Interjection}):
 *
 * <ol>
 *   <li>A word that stops anybody ({@link #MEANT}) is meant, at once, while it is still a partial.
 *   <li>Another one is not yet meant while it may still become more: the second word tells.
 *   <li>When nothing followed, it is meant where the recogniser is sure of it ({@link #SURE}) and it was as long as a
 *       said word is ({@link #SHORTEST_MILLIS}); otherwise it was a backchannel.
 *   <li>Two words that came together, within {@link #PAIR_MILLIS}, and only with the pause are judged as one.
 * </ol>
 *
 * <p>Two words in a partial, and three in any case, are the learner's.
 */
final class LoneWord {
    /** Words that are said over whoever speaks, and stand alone, beside those that tell them to stop. */
    private static final Set<String> ASKING = Set.of(
            "no",
            "what",
            "what's",
            "why",
            "sorry",
            "pardon",
            "question",
            "help",
            "repeat",
            "again",
            "slower",
            "slowly",
            "\u4e0d",
            "\u4ec0\u4e48",
            "\u4e3a\u4ec0\u4e48");

    /** All of them. */
    static final Set<String> MEANT =
            Stream.of(Interjection.STOPPING, ASKING).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    /** Confidence from which the recogniser is taken to be sure of a single word. */
    static final double SURE = 0.8;

    /** Two words in less than this are hardly said over another voice; a hum that was taken for two is. */
    static final long PAIR_MILLIS = 500;

    /** Shorter than this no word is said that is meant to be heard over another voice. */
    static final long SHORTEST_MILLIS = 250;

    /** A writing without spaces makes one token of a sentence; a token of more signs than this is several words. */
    private static final int MAX_IDEOGRAPHS = 2;

    private LoneWord() {}

    /** Whether {@code words}, lower case and without punctuation, are a single word that stops nobody by itself. */
    static boolean is(String words) {
        return !words.isEmpty()
                && words.indexOf(' ') < 0
                && !MEANT.contains(words)
                && words.codePoints().filter(Character::isIdeographic).count() <= MAX_IDEOGRAPHS;
    }

    /** Whether {@code heard}, after which nothing came, is as little as a single word that stops nobody. */
    static boolean isLittle(Heard heard) {
        String plain = Interjection.plain(heard.text());
        if (is(plain)) {
            return true;
        }
        return heard.words().size() == 2
                && millis(heard) < PAIR_MILLIS
                && Arrays.stream(plain.split(" ", -1)).noneMatch(MEANT::contains);
    }

    /** Whether the little that was {@code heard} was meant. */
    static boolean isMeant(Heard heard) {
        return !heard.words().isEmpty()
                && !heard.doubtful()
                && millis(heard) >= SHORTEST_MILLIS
                && heard.words().stream().allMatch(word -> word.confidence() >= SURE);
    }

    private static long millis(Heard heard) {
        return heard.words()
                .getLast()
                .end()
                .minusOrZero(heard.words().getFirst().start())
                .toMillis();
    }
}
