package parley.speech.hearing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What else a hearing may have been: the readings of both decodings and the phrases near to them. Pure.
 *
 * <p>The recogniser's own n-best list would cost the words' confidences, on which {@link HearingWeigher} rests, and for
 * learners it holds many ways to be wrong by one small word. Two decodings by different rules and the phrases that were
 * expected are the better list.
 *
 * <p>A phrase's distance is the mean of two: in sound from the free words (the letters of both as the ear takes them) and
 * in words from those heard against the expectation. Those from {@link #NEAR} on are left out.
 */
final class OtherReadings {
    /** As far as the expected decoding may be from a phrase and still resemble it. */
    static final double NEAR = HearingWeigher.RESEMBLES;

    /** Phrases that are compared by sound, which costs more than comparing words. */
    private static final int MOST_BY_SOUND = 16;

    private record Near(String phrase, double byWords) {}

    private OtherReadings() {}

    /**
     * Other readings than {@code chosen}, the nearest first.
     *
     * @param freeText known words of free decoding
     * @param expectedText known words of decoding against the expectation
     * @param phrases the expectation as the lexicon spells it
     */
    static List<Heard.Alternative> of(String chosen, String freeText, String expectedText, List<String> phrases) {
        Map<String, Double> found = new TreeMap<>();
        add(found, chosen, freeText, SoundLikeness.distance(freeText, expectedText) / 2);
        add(found, chosen, expectedText, SoundLikeness.distance(expectedText, freeText) / 2);
        List<String> free = words(freeText);
        List<String> expected = words(expectedText);
        phrases.stream()
                .filter(phrase -> !phrase.equals(chosen))
                .map(phrase -> new Near(phrase, Math.min(apart(words(phrase), free), apart(words(phrase), expected))))
                .sorted(Comparator.comparingDouble(Near::byWords))
                .limit(MOST_BY_SOUND)
                .forEach(near -> {
                    double bySound = freeText.isEmpty() ? 1 : SoundLikeness.distance(freeText, near.phrase);
                    double byWords = expected.isEmpty() ? bySound : apart(words(near.phrase), expected);
                    add(found, chosen, near.phrase, (bySound + byWords) / 2);
                });
        List<Heard.Alternative> readings = new ArrayList<>();
        found.forEach((text, distance) -> readings.add(new Heard.Alternative(text, distance)));
        readings.sort(Comparator.comparingDouble(Heard.Alternative::distance));
        return readings.stream().limit(Heard.MOST_ALTERNATIVES).toList();
    }

    private static void add(Map<String, Double> found, String chosen, String text, double distance) {
        if (!text.isEmpty() && !text.equals(chosen) && distance < NEAR) {
            found.merge(text, Math.clamp(distance, 0, 1), Math::min);
        }
    }

    private static double apart(List<String> one, List<String> other) {
        int longer = Math.max(one.size(), other.size());
        return longer == 0 ? 1 : (double) EditDistance.between(one, other) / longer;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" ", -1));
    }
}
