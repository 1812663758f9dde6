package parley.prompts.source;

import java.util.Comparator;
import java.util.List;

/**
 * One thing that a check found in an authored file, worded for its author.
 *
 * @param severity whether the file can still be used
 * @param at where it stands
 * @param field the path of the field, such as {@code units[0].concepts[1].id}; empty when no field is meant
 * @param said what is wrong, one line
 * @param advice what to do about it, one line; empty when the message says it
 * @param code which kind of mistake it is, such as {@code unknown-helper}, told where it is found; empty where kinds are
 *     not told apart
 */
public record Finding(Severity severity, SourcePosition at, String field, Said said, Said advice, String code) {

    /** Errors before warnings, each by file and line: the order in which an author reads them. */
    public static final Comparator<Finding> ERRORS_FIRST =
            Comparator.comparing(Finding::isError).reversed().thenComparing(Finding::at);

    /** A finding whose kind is not told. */
    public Finding(Severity severity, SourcePosition at, String field, CharSequence message, CharSequence hint) {
        this(severity, at, field, Said.of(message), Said.of(hint), "");
    }

    public static Finding error(SourcePosition at, String field, CharSequence message, CharSequence hint) {
        return new Finding(Severity.ERROR, at, field, message, hint);
    }

    public static Finding warning(SourcePosition at, String field, CharSequence message, CharSequence hint) {
        return new Finding(Severity.WARNING, at, field, message, hint);
    }

    /** The same as of a kind, unless its kind is told already. */
    public Finding orOfKind(String kind) {
        return code.isEmpty() ? new Finding(severity, at, field, said, advice, kind) : this;
    }

    /** What is wrong, in English. */
    public String message() {
        return said.toString();
    }

    /** What to do about it, in English; empty when the message says it. */
    public String hint() {
        return advice.toString();
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Whether any of the findings makes its file unusable. */
    public static boolean anyError(List<Finding> findings) {
        return findings.stream().anyMatch(Finding::isError);
    }

    /** The finding as one line for a terminal: place, severity, field, message and hint. */
    public String asLine() {
        StringBuilder line = new StringBuilder();
        line.append(at).append(severity == Severity.ERROR ? ": error: " : ": warning: ");
        if (!field.isEmpty()) {
            line.append(field).append(": ");
        }
        line.append(said);
        if (!advice.isEmpty()) {
            line.append(" (").append(advice).append(')');
        }
        return line.toString();
    }
}
