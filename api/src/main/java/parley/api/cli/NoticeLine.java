package parley.api.cli;

import java.util.Optional;
import parley.api.notices.Notices;
import parley.tutor.TutorFailure;

/**
 * The lines that tell a learner at the terminal that something stood in for the model: in their language, and once as
 * long as nothing changes. Confined to one thread.
 */
final class NoticeLine {
    private final String locale;
    private String told = "";
    private boolean failing;

    NoticeLine(String locale) {
        this.locale = locale;
    }

    /** What to print of a failure that a reply got around; empty when the reply before told the same. */
    Optional<String> of(TutorFailure failure) {
        failing = true;
        String line = problem(failure);
        if (line.equals(told)) {
            return Optional.empty();
        }
        told = line;
        return Optional.of(line);
    }

    /** What to print of a failure that left the learner without a reply. */
    String problem(TutorFailure failure) {
        return "(" + Notices.message(failure, locale) + ")";
    }

    /** A reply has ended: one without a failure makes the next failure news. */
    void replied() {
        if (!failing) {
            told = "";
        }
        failing = false;
    }
}
