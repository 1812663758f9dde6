package parley.tutor.understanding;

import java.util.List;

/** Finds language errors in a learner's English. Thread-safe; answers within a stated time, if need be with nothing. */
@FunctionalInterface
public interface LanguageChecker {
    /** Finds nothing. */
    LanguageChecker NONE = (text, spoken) -> List.of();

    /**
     * Checks {@code text}.
     *
     * @param spoken whether it was heard: then it has no case or punctuation, and its spelling isn't the learner's
     * @return at most {@value Observation#MAX_CORRECTIONS} corrections, most important first
     */
    List<Correction> check(String text, boolean spoken);
}
