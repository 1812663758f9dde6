package parley.prompts.lint;

import java.util.Locale;
import parley.prompts.source.Finding;
import parley.prompts.source.Severity;

/** A finding with the kind of mistake that it is. Immutable. */
public record LintFinding(Code code, Finding finding) {

    /** Kinds of mistakes. */
    public enum Code {
        /** The front matter is no YAML, or not what a prompt's front matter must be. */
        FRONT_MATTER,
        /** A named schema that is missing or cannot be used, or a schema that is malformed. */
        SCHEMA,
        /** A front-matter key that neither the format nor Parley knows. */
        UNKNOWN_KEY,
        /** A block that is not closed, or closed in the wrong place. */
        BLOCK,
        UNKNOWN_HELPER,
        UNKNOWN_PARTIAL,
        CIRCULAR_PARTIAL,
        /** A tag whose content would not reach the model: {@code media} or {@code section}. */
        NOT_SENT,
        /** Another mistake of the body. */
        BODY,
        /** A variable that the schema does not declare. */
        UNKNOWN_VARIABLE,
        /** A declared input that no file of the prompt uses. */
        UNUSED_INPUT,
        /** A learner's words that are printed without a fence. */
        FENCE,
        /** A sample that its prompt refuses, or a file of samples that cannot be read. */
        SAMPLE,
        NO_SAMPLES,
        /** A sample that does not fit into the model's window. */
        WINDOW,
        MISSING_LOCALE,
        /** A translation that takes other inputs than the default. */
        LOCALE_INPUTS;

        /** The kind that a finding was told to be where it was found; any other is a mistake of the body. */
        static Code of(Finding finding) {
            for (Code code : values()) {
                if (code.fileName().equals(finding.code())) {
                    return code;
                }
            }
            return BODY;
        }

        /** Its name in output, such as {@code unknown-helper}. */
        public String fileName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** One line for a terminal: {@code file:line:column: error[code]: message (hint)}. */
    public String asLine() {
        return finding.at() + (finding.severity() == Severity.ERROR ? ": error[" : ": warning[") + code.fileName()
                + "]: " + (finding.field().isEmpty() ? "" : finding.field() + ": ") + finding.message()
                + (finding.hint().isEmpty() ? "" : " (" + finding.hint() + ")");
    }
}
