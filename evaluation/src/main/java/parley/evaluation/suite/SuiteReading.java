package parley.evaluation.suite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Finding;

/**
 * The outcome of reading a suite: the suite, or the findings that say why there is none.
 *
 * @param suite null exactly when a finding is an error
 * @param findings at most {@value #MAX_FINDINGS}, in the order of the file
 */
public record SuiteReading(@Nullable Suite suite, List<Finding> findings) {
    /** More than a screen or two helps nobody; mending the first shows the rest. */
    public static final int MAX_FINDINGS = 50;

    public SuiteReading {
        findings = findings.stream().limit(MAX_FINDINGS).toList();
    }

    static SuiteReading failed(Finding finding) {
        return new SuiteReading(null, List.of(finding));
    }
}
