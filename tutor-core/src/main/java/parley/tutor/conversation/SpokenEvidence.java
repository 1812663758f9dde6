package parley.tutor.conversation;

import java.time.Duration;
import java.util.List;

/**
 * What the ear knows of a spoken turn beyond its text; travels inside the turn and reaches the journal with it.
 *
 * @param words the accepted words with their times since the start of the session's audio
 * @param freeText what free dictation heard, whatever was accepted
 * @param expectedText the nearest expected phrase as heard against the expectation, empty when there was none
 * @param doubt how unsure the hearing is, 0 (sure) to 1; from {@link #ASK_FROM_DOUBT} on the tutor asks instead of
 *     grading
 */
public record SpokenEvidence(List<SpokenWord> words, String freeText, String expectedText, double doubt) {
    /** From this doubt on a spoken answer is asked about, never graded. */
    public static final double ASK_FROM_DOUBT = 0.5;

    public SpokenEvidence {
        words = List.copyOf(words);
        if (!(doubt >= 0 && doubt <= 1)) {
            throw new IllegalArgumentException("Doubt lies between 0 and 1");
        }
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
