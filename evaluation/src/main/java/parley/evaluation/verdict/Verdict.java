package parley.evaluation.verdict;

import java.util.List;
import parley.evaluation.check.CheckResult;

/** What came of one case. What could not be judged is never passed. */
public sealed interface Verdict {
    /**
     * Every check held.
     *
     * @param checks how many, at least 1
     */
    record Passed(int checks) implements Verdict {
        public Passed {
            if (checks < 1) {
                throw new IllegalArgumentException("A case that checks nothing is not passed");
            }
        }
    }

    /**
     * The tutor did not do as demanded.
     *
     * @param failures the checks that did not hold, at least one; a reply that never came is one too
     */
    record Failed(List<CheckResult> failures) implements Verdict {
        public Failed {
            failures = List.copyOf(failures);
            if (failures.isEmpty() || failures.stream().anyMatch(CheckResult::passed)) {
                throw new IllegalArgumentException("A failed case names the checks that did not hold");
            }
        }
    }

    /**
     * The case could not be run, which says nothing of the tutor.
     *
     * @param reason one line for the suite's author or the operator
     */
    record Invalid(String reason) implements Verdict {}
}
