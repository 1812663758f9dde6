package parley.evaluation.suite;

import java.util.List;
import parley.evaluation.check.Check;
import parley.prompts.source.SourcePosition;

/**
 * One exchange of a case: what the learner writes, and what is demanded of the reply.
 *
 * @param learner what the learner writes; empty when the tutor speaks first
 * @param checks none for a turn that only sets the stage
 */
public record SuiteTurn(SourcePosition at, String learner, List<Check> checks) {
    public SuiteTurn {
        checks = List.copyOf(checks);
    }

    /** Whether the tutor speaks first, before the learner has said anything. */
    public boolean opens() {
        return learner.isEmpty();
    }
}
