package parley.tutor.conversation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ear knows of a spoken turn beyond its text; travels inside the turn and reaches the journal with it.
 *
 * @param words the accepted words with their times since the start of the session's audio
 * @param freeText what free dictation heard, whatever was accepted
 * @param expectedText the nearest expected phrase as heard against the expectation, empty when there was none
 * @param doubt how unsure the hearing is, 0 (sure) to 1; from {@link #ASK_FROM_DOUBT} on the tutor asks instead of
 *     grading
 * @param alternatives what else it may have been, likeliest first, at most {@value #MOST_ALTERNATIVES}, without the accepted
 *     text; empty where hearing was sure, and in journals of earlier versions
 */
public record SpokenEvidence(
        List<SpokenWord> words,
        String freeText,
        String expectedText,
        double doubt,
        @Nullable List<String> alternatives) {
    /**
     * From this doubt on a spoken answer is asked about, never graded; unless all that it may have been is right, each by
     * itself (see {@link #alternatives}).
     */
    public static final double ASK_FROM_DOUBT = 0.5;

    public static final int MOST_ALTERNATIVES = 4;

    public SpokenEvidence {
        words = List.copyOf(words);
        alternatives = alternatives == null
                ? List.of()
                : alternatives.stream().limit(MOST_ALTERNATIVES).toList();
        if (!(doubt >= 0 && doubt <= 1)) {
            throw new IllegalArgumentException("Doubt lies between 0 and 1");
        }
    }

    /** One without alternatives. */
    public SpokenEvidence(List<SpokenWord> words, String freeText, String expectedText, double doubt) {
        this(words, freeText, expectedText, doubt, List.of());
    }

    /** What else it may have been; empty where that is not known. */
    public List<String> others() {
        return alternatives == null ? List.of() : alternatives;
    }

    /**
     * One recognised word.
     *
     * @param confidence 0 to 1 as the recogniser gives it; means little when heard against a grammar
     */
    public record SpokenWord(String text, Duration start, Duration end, double confidence) {}

    /** Whether {@code turn} was heard too badly to be graded; a typed one never was. */
    static boolean doubtful(LearnerTurn turn) {
        SpokenEvidence spoken = turn.spoken();
        return spoken != null && spoken.doubt() >= ASK_FROM_DOUBT;
    }

    @Override
    public String toString() {
        return "SpokenEvidence[" + words.size() + " words, doubt " + doubt + "]";
    }
}
