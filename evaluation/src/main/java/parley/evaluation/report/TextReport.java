package parley.evaluation.report;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import parley.evaluation.check.CheckResult;
import parley.evaluation.check.TurnRecord;
import parley.evaluation.verdict.CaseResult;
import parley.evaluation.verdict.SuiteResult;
import parley.evaluation.verdict.Verdict;
import parley.prompts.source.Finding;

/** A result for the terminal: a line a case, and under it what did not hold and where that is demanded. Pure. */
public final class TextReport {
    private TextReport() {}

    /** The report, ending with a line break. */
    public static String of(SuiteResult result) {
        var out = new StringBuilder();
        result.findings().stream()
                .map(Finding::asLine)
                .forEach(line -> out.append(ReportText.oneLine(line)).append('\n'));
        if (!result.cases().isEmpty()) {
            out.append("suite ").append(ReportText.oneLine(result.suite()));
            out.append(" on course ")
                    .append(ReportText.oneLine(result.courseId()))
                    .append('\n');
        }
        result.cases().forEach(one -> append(out, one));
        out.append(summary(result)).append('\n');
        return out.toString();
    }

    /** The last line: how many passed, failed, could not be judged. */
    public static String summary(SuiteResult result) {
        if (result.cases().isEmpty()) {
            return "invalid: nothing was examined";
        }
        long checks = result.cases().stream()
                .mapToLong(one -> one.verdict() instanceof Verdict.Passed passed ? passed.checks() : 0)
                .sum();
        String wording = result.repliesByWording().entrySet().stream()
                .map(entry -> ReportText.oneLine(entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return result.passed() + " passed (" + checks + " checks), " + result.failed() + " failed, " + result.invalid()
                + " invalid in " + seconds(result.took())
                + (wording.isEmpty() ? "" : "; replies worded by: " + wording);
    }

    private static void append(StringBuilder out, CaseResult one) {
        switch (one.verdict()) {
            case Verdict.Passed passed -> out.append("  pass     ").append(title(one));
            case Verdict.Failed failed -> {
                out.append("  FAIL     ").append(title(one));
                for (CheckResult check : failed.failures()) {
                    out.append("           ")
                            .append(ReportText.oneLine(check.asLine()))
                            .append('\n');
                }
                notices(out, one);
            }
            case Verdict.Invalid invalid -> {
                out.append("  INVALID  ").append(title(one));
                out.append("           ").append(one.at()).append(": ");
                out.append(ReportText.oneLine(invalid.reason())).append('\n');
            }
        }
    }

    private static void notices(StringBuilder out, CaseResult one) {
        one.turns().stream()
                .map(TurnRecord::notices)
                .flatMap(notices -> notices.stream())
                .map(notice -> ReportText.oneLine(notice.reason()))
                .distinct()
                .forEach(reason ->
                        out.append("           notice: ").append(reason).append('\n'));
    }

    private static String title(CaseResult one) {
        return ReportText.oneLine(one.name()) + " (" + seconds(one.took()) + ")\n";
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.2f s", took.toNanos() / 1e9);
    }
}
