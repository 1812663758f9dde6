package parley.evaluation.verdict;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import parley.evaluation.check.TurnRecord;
import parley.prompts.source.Finding;

/**
 * What came of examining a tutor by a suite. Immutable.
 *
 * @param suite the suite's name, or its file's when it could not be read
 * @param findings what is wrong with the file; with an error among them there are no cases
 * @param cases in the order of the suite
 */
public record SuiteResult(
        String suite, String courseId, String file, List<Finding> findings, List<CaseResult> cases, Duration took) {
    public SuiteResult {
        findings = List.copyOf(findings);
        cases = List.copyOf(cases);
    }

    public long passed() {
        return cases.stream()
                .filter(one -> one.verdict() instanceof Verdict.Passed)
                .count();
    }

    public long failed() {
        return cases.stream()
                .filter(one -> one.verdict() instanceof Verdict.Failed)
                .count();
    }

    public long invalid() {
        return cases.stream()
                .filter(one -> one.verdict() instanceof Verdict.Invalid)
                .count();
    }

    /** How many replies each wording gave, by its name: who was really examined. */
    public Map<String, Long> repliesByWording() {
        var counts = new TreeMap<String, Long>();
        cases.stream()
                .flatMap(one -> one.turns().stream())
                .map(TurnRecord::wordedBy)
                .forEach(who -> counts.merge(who, 1L, Long::sum));
        return counts;
    }

    /** Invalid when anything could not be judged, also when there was nothing to judge. */
    public ExitCode exitCode() {
        if (cases.isEmpty() || Finding.anyError(findings) || invalid() > 0) {
            return ExitCode.INVALID;
        }
        return failed() > 0 ? ExitCode.SOME_FAILED : ExitCode.ALL_PASSED;
    }
}
