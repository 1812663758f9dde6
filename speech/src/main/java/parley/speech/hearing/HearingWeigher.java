package parley.speech.hearing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.speech.hearing.EditDistance.Pair;
import parley.tutor.conversation.SpokenEvidence;

/**
 * The rule that chooses between what was heard freely and what was heard against the expectation. Pure.
 *
 * <p>Free decoding of learners is wrong every second word; decoding against a grammar hears an expected
 * sentence almost always, but can hear nothing else, and where nothing fits it breaks into {@code [unk]} and
 * pieces of phrases. So:
 *
 * <ol>
 *   <li>Where the expected decoding is far from every phrase ({@link #RESEMBLES}), something else was
 *       said: the free words stand.
 *   <li>Where both agree, they stand without doubt. Where the free words are themselves one of the
 *       phrases and the expected ones another, the free words stand and it is doubtful.
 *   <li>Where the two do not even sound alike ({@link #UNLIKE}), neither is trusted: free words, doubtful.
 *   <li>Otherwise the expected words stand, with free words where the grammar had none, and with doubt that
 *       grows with the distance.
 *   <li>But a mistake must never be heard as its correction. Where a confident free word differs from
 *       the expected one in just the way a learner's mistake would (another form of the same word, another
 *       small word such as an article, auxiliary, pronoun or preposition, or one too many or too few), the
 *       free word stands and it is doubtful: the tutor asks.
 *   <li>One or two words are too little evidence: where confident free words differ, it is doubtful.
 * </ol>
 *
 * <p>Callers pass likely wrong answers among the phrases, so that they are heard as well as the right ones.
 * The limits below were set on recordings of fluent speakers and Mandarin-speaking learners.
 */
public final class HearingWeigher {
    /** From this doubt on, ask; never grade. */
    public static final double HIGH_DOUBT = SpokenEvidence.ASK_FROM_DOUBT;

    /** Word edits per word to the nearest phrase up to which the expected decoding fits it. */
    static final double FITS = 0.25;

    /** The same, up to which it resembles it, which is doubtful; beyond, something else was said. */
    static final double RESEMBLES = 0.5;

    /** Distance in sound from which the two decodings have nothing to do with each other. */
    static final double UNLIKE = 0.7;

    /** Confidence of a free word from which it may contradict the expectation. */
    static final double CONFIDENT = 0.8;

    private static final int SHORT_WORDS = 2;

    private HearingWeigher() {}

    /**
     * Weighs one utterance.
     *
     * @param free words of free decoding
     * @param expected words of decoding against {@code phrases}, or empty when there was none; both in
     *     the same time
     * @param phrases what was expected
     */
    public static Heard weigh(Transcript free, Transcript expected, List<String> phrases) {
        return weighSpelled(
                free,
                expected,
                phrases.stream().flatMap(p -> Grammar.spell(p).stream()).toList());
    }

    /** The same with {@code spelled} as a {@link Grammar} spells phrases. */
    static Heard weighSpelled(Transcript free, Transcript expected, List<String> spelled) {
        Heard chosen = choose(free, expected, spelled);
        String freeText = known(free).text();
        String knownText = known(expected).text();
        boolean oneReading = chosen.isEmpty() || freeText.equals(knownText);
        return new Heard(
                chosen.text(),
                chosen.words(),
                chosen.freeText(),
                chosen.expectedText(),
                oneReading ? List.of() : OtherReadings.of(chosen.text(), freeText, knownText, spelled),
                chosen.doubt(),
                // A grammar's decoder knows the ends of phrases only.
                free.end());
    }

    /** Whether words that were expected may stand, where {@code freeText} was heard freely; not whether surely. */
    static boolean mayStand(String freeText, String expectedText) {
        return freeText.equals(expectedText) || SoundLikeness.distance(freeText, expectedText) <= UNLIKE;
    }

    private static Heard choose(Transcript free, Transcript expected, List<String> spelled) {
        Transcript known = known(expected);
        String freeText = known(free).text();
        String knownText = known.text();
        String told = expected.isEmpty() ? null : expected.text();
        if (known.isEmpty()) {
            return heard(known(free), freeText, told, freeDoubt(free));
        }
        if (free.isEmpty()) {
            // A cough can be forced into a phrase, and hardly any word is too faint to be heard freely.
            return heard(known, freeText, told, 0.7);
        }
        if (freeText.equals(knownText)) {
            return heard(known, freeText, told, 0.1 * freeDoubt(free));
        }
        double distance = distanceToNearest(expected, spelled);
        if (distance > RESEMBLES) {
            return heard(known(free), freeText, told, freeDoubt(free));
        }
        if (spelled.contains(freeText)) {
            return heard(known(free), freeText, told, HIGH_DOUBT);
        }
        double sound = SoundLikeness.distance(freeText, knownText);
        if (sound > UNLIKE) {
            return heard(known(free), freeText, told, 0.6);
        }
        return merge(free, expected, told, distance, sound);
    }

    private static Heard merge(
            Transcript free, Transcript expected, @Nullable String told, double distance, double sound) {
        List<HeardWord> merged = fillUnknown(free, expected);
        double doubt = Math.min(0.45, 0.5 * distance + 0.4 * sound);
        List<HeardWord> words = new ArrayList<>();
        boolean contested = false;
        List<Pair<HeardWord>> pairs = EditDistance.align(
                free.words(),
                merged,
                (f, e) -> f.text().equals(e.text()) ? 0 : SoundLikeness.distance(f.text(), e.text()));
        for (int i = 0; i < pairs.size(); i++) {
            Pair<HeardWord> pair = pairs.get(i);
            if (mayBeTheMistake(pairs, i)) {
                contested = true;
                if (pair.left() != null) {
                    words.add(pair.left());
                }
            } else if (pair.right() != null) {
                words.add(pair.right());
            }
        }
        boolean resemblesOnly = distance > FITS;
        boolean tooShort = merged.size() <= SHORT_WORDS && free.confidence() >= CONFIDENT;
        if (contested || resemblesOnly || tooShort) {
            doubt = Math.max(doubt, HIGH_DOUBT);
        }
        return heard(new Transcript(words), known(free).text(), told, doubt);
    }

    /** Words of free decoding in place of each {@code [unk]}, by time. */
    private static List<HeardWord> fillUnknown(Transcript free, Transcript expected) {
        List<HeardWord> filled = new ArrayList<>();
        for (HeardWord word : expected.words()) {
            if (!word.text().equals(Grammar.UNKNOWN)) {
                filled.add(word);
                continue;
            }
            for (HeardWord candidate : free.words()) {
                long middle = (candidate.start().samples() + candidate.end().samples()) / 2;
                if (middle >= word.start().samples()
                        && middle < word.end().samples()
                        && !candidate.text().equals(Grammar.UNKNOWN)) {
                    filled.add(candidate);
                }
            }
        }
        return filled;
    }

    private static boolean mayBeTheMistake(List<Pair<HeardWord>> pairs, int index) {
        HeardWord free = pairs.get(index).left();
        HeardWord expected = pairs.get(index).right();
        if (free != null && expected != null) {
            return !free.text().equals(expected.text())
                    && free.confidence() >= CONFIDENT
                    && LikelySlip.between(free.text(), expected.text());
        }
        // One too many or too few, between words on which both decodings agree.
        HeardWord alone = free != null ? free : expected;
        return alone != null
                && LikelySlip.isSmallWord(alone.text())
                && (free == null || free.confidence() >= CONFIDENT)
                && agree(pairs, index - 1)
                && agree(pairs, index + 1);
    }

    private static boolean agree(List<Pair<HeardWord>> pairs, int index) {
        if (index < 0 || index >= pairs.size()) {
            return true;
        }
        HeardWord left = pairs.get(index).left();
        HeardWord right = pairs.get(index).right();
        return left != null && right != null && left.text().equals(right.text());
    }

    private static double distanceToNearest(Transcript expected, List<String> phrases) {
        List<String> words = expected.words().stream().map(HeardWord::text).toList();
        return phrases.stream()
                .map(phrase -> Arrays.asList(phrase.split(" ", -1)))
                .map(phrase -> (double) EditDistance.between(words, phrase) / Math.max(words.size(), phrase.size()))
                .min(Comparator.naturalOrder())
                .orElse(1.0);
    }

    /** On recordings a mean confidence of .85 went with every second word being wrong. */
    private static double freeDoubt(Transcript free) {
        return free.isEmpty() ? 0 : Math.clamp(2.5 * (1 - free.confidence()), 0, 1);
    }

    private static Transcript known(Transcript transcript) {
        return new Transcript(transcript.words().stream()
                .filter(word -> !word.text().equals(Grammar.UNKNOWN))
                .toList());
    }

    private static Heard heard(Transcript chosen, String freeText, @Nullable String told, double doubt) {
        String text = chosen.words().stream().map(HeardWord::text).collect(Collectors.joining(" "));
        return new Heard(text, chosen.words(), freeText, told, doubt);
    }
}
