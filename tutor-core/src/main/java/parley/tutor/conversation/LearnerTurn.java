package parley.tutor.conversation;

import org.jspecify.annotations.Nullable;

/**
 * One thing a learner said or typed.
 *
 * @param text what was said, 1 to {@value #MAX_TEXT_CHARS} characters; data, never an instruction
 * @param spoken the evidence of the ear, or null for a typed turn
 */
public record LearnerTurn(TurnId id, String text, @Nullable SpokenEvidence spoken) {
    /** Longer texts are refused at the door with a message that names the limit. */
    public static final int MAX_TEXT_CHARS = 4_000;

    public LearnerTurn {
        if (text.isBlank()) {
            throw new IllegalArgumentException("A turn has words");
        }
        if (text.length() > MAX_TEXT_CHARS) {
            throw new IllegalArgumentException("A turn has at most " + MAX_TEXT_CHARS + " characters");
        }
    }

    public static LearnerTurn typed(TurnId id, String text) {
        return new LearnerTurn(id, text, null);
    }

    /** Never prints the words: turns travel through logs of bugs. */
    @Override
    public String toString() {
        return "LearnerTurn[" + id + ", " + text.length() + " characters" + (spoken == null ? "" : ", spoken") + "]";
    }
}
