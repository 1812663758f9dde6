package parley.tutor.understanding;

import java.util.List;

/**
 * The rule that tells a slip of the pen from another word.
 *
 * <p>A learner's word is a slip of the accepted word when
 *
 * <ul>
 *   <li>it is no English word: "were" for "where" or "drunk" for "drank" was meant and is wrong;
 *   <li>it is at most one edit (a letter missing, added, changed, or two neighbours swapped) away for every five letters
 *       of the accepted word, so words of up to four letters allow none;
 *   <li>both have the same grammatical ending (-s, -ed, -ing or none of these): "visite" for "visited" lacks the past,
 *       and "gived" for "given" is a rule applied in the wrong place, not a slip.
 * </ul>
 *
 * <p>A sentence is a slip of another when it has the same number of words and each differing word is a slip.
 */
final class SpellingSlip {
    static final int LETTERS_PER_EDIT = 5;

    /** Longer words are compared for equality only, which bounds the time. */
    static final int LONGEST_WORD = 40;

    /** Longer sentences are compared for equality only. */
    static final int MOST_WORDS = 60;

    private final KnownWords known;

    SpellingSlip(KnownWords known) {
        this.known = known;
    }

    /** Whether {@code said} is {@code accepted} but for slips; false when they are equal. */
    boolean between(List<String> said, List<String> accepted) {
        if (said.size() != accepted.size() || said.size() > MOST_WORDS) {
            return false;
        }
        boolean differs = false;
        for (int i = 0; i < said.size(); i++) {
            if (!said.get(i).equals(accepted.get(i))) {
                if (!between(said.get(i), accepted.get(i))) {
                    return false;
                }
                differs = true;
            }
        }
        return differs;
    }

    /** Whether one differing word is a slip of another. */
    boolean between(String said, String accepted) {
        int limit = accepted.length() / LETTERS_PER_EDIT;
        if (limit == 0 || said.length() > LONGEST_WORD || Math.abs(said.length() - accepted.length()) > limit) {
            return false;
        }
        return ending(said).equals(ending(accepted))
                && EditDistance.between(said, accepted) <= limit
                && !known.contains(said);
    }

    private static String ending(String word) {
        if (word.endsWith("ing")) {
            return "ing";
        }
        if (word.endsWith("ed")) {
            return "ed";
        }
        return word.endsWith("s") && !word.endsWith("ss") ? "s" : "";
    }
}
