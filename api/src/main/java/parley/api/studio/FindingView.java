package parley.api.studio;

import java.util.List;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.Severity;

/**
 * A finding as the page gets it.
 *
 * @param severity {@code error} or {@code warning}
 * @param code what kind of finding it is, for people who look it up; empty where there is none
 * @param file as the page names it, relative to the course's folder or to the library
 * @param line from 1; 0 for the whole file
 * @param column from 1 in Unicode code points; 0 for the whole line
 * @param message what is wrong, in English, and {@code hint} what to do about it
 * @param said the message, and {@code advice} the hint, to be translated
 */
public record FindingView(
        String severity,
        String code,
        String file,
        int line,
        int column,
        String field,
        String message,
        String hint,
        Sentence said,
        Sentence advice) {
    /** A sentence apart from its values, for pages in another language; {@link Said} tells more. */
    public record Sentence(String pattern, List<String> values) {
        static Sentence of(Said said) {
            return new Sentence(said.pattern(), said.values());
        }
    }

    static FindingView of(Finding finding, String file) {
        return new FindingView(
                finding.severity() == Severity.ERROR ? "error" : "warning",
                "",
                file,
                finding.at().line(),
                finding.at().column(),
                finding.field(),
                finding.message(),
                finding.hint(),
                Sentence.of(finding.said()),
                Sentence.of(finding.advice()));
    }

    FindingView withCode(String kind) {
        return new FindingView(severity, kind, file, line, column, field, message, hint, said, advice);
    }

    /** The findings, errors first, where each file's name stands below {@code prefix}, which is left out. */
    static List<FindingView> of(List<Finding> findings, String prefix) {
        return findings.stream()
                .sorted(Finding.ERRORS_FIRST)
                .map(finding -> {
                    String file = finding.at().file();
                    return of(finding, file.startsWith(prefix) ? file.substring(prefix.length()) : file);
                })
                .toList();
    }
}
