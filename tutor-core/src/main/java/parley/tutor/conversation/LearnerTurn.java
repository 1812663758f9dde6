package parley.tutor.conversation;

import java.util.List;
import java.util.stream.Collectors;
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

    /**
     * Several messages, at least one, read as one: the last one's id and evidence, and the words of all that are as sure as
     * it is. What was heard in doubt must not be graded on the evidence of a clear turn that followed it.
     */
    static LearnerTurn joined(List<LearnerTurn> turns) {
        LearnerTurn last = turns.getLast();
        List<LearnerTurn> read = SpokenEvidence.doubtful(last)
                ? turns
                : turns.stream().filter(turn -> !SpokenEvidence.doubtful(turn)).toList();
        if (read.size() == 1) {
            return last;
        }
        String text = read.stream().map(LearnerTurn::text).collect(Collectors.joining("\n"));
        int from = Math.max(0, text.length() - MAX_TEXT_CHARS);
        return new LearnerTurn(last.id(), text.substring(from), last.spoken());
    }

    /** Never prints the words: turns travel through logs of bugs. */
    @Override
    public String toString() {
        return "LearnerTurn[" + id + ", " + text.length() + " characters" + (spoken == null ? "" : ", spoken") + "]";
    }
}
