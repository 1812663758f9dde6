package parley.speech.hearing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the learner is taken to have said, and how far that may be doubted.
 *
 * @param text lower-case words joined by one space; empty when no words were heard
 * @param words the same words with times in the session's audio
 * @param freeText what free decoding heard
 * @param expectedText what decoding against the expectation heard, or null when there was none
 * @param alternatives what else it may have been, likeliest first: at most {@value #MOST_ALTERNATIVES}, none of them {@code
 *     text}; empty where both decodings agree, for then nothing else is likely
 * @param doubt 0 (sure) .. 1 (a guess); from {@link HearingWeigher#HIGH_DOUBT} on the tutor should ask
 *     and must not grade
 * @param end whether a sentence may end with the last word
 */
public record Heard(
        String text,
        List<HeardWord> words,
        String freeText,
        @Nullable String expectedText,
        List<Alternative> alternatives,
        double doubt,
        SentenceEnd end) {
    public static final int MOST_ALTERNATIVES = 4;

    public static final Heard NOTHING = new Heard("", List.of(), "", null, 0);

    /**
     * Another reading of the same sound.
     *
     * @param text as {@link Heard#text}
     * @param distance how far it is from what was decoded: 0 (as near as can be) .. 1 (nothing in common)
     */
    public record Alternative(String text, double distance) {
        public Alternative {
            if (!(distance >= 0 && distance <= 1)) {
                throw new IllegalArgumentException("distance lies in 0..1, not " + distance);
            }
        }
    }

    /** One without alternatives, of which it is not known whether a sentence may end there. */
    public Heard(String text, List<HeardWord> words, String freeText, @Nullable String expectedText, double doubt) {
        this(text, words, freeText, expectedText, List.of(), doubt, SentenceEnd.UNKNOWN);
    }

    public Heard {
        words = List.copyOf(words);
        alternatives = alternatives.stream().limit(MOST_ALTERNATIVES).toList();
        if (!(doubt >= 0 && doubt <= 1)) {
            throw new IllegalArgumentException("doubt lies in 0..1, not " + doubt);
        }
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Whether it is too doubtful to be graded. */
    public boolean doubtful() {
        return doubt >= HearingWeigher.HIGH_DOUBT;
    }
}
