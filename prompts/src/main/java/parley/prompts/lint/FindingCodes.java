package parley.prompts.lint;

import parley.prompts.lint.LintFinding.Code;
import parley.prompts.source.Finding;

/** The kind of what the reader of templates objects to, told by its place and its words. */
final class FindingCodes {
    private FindingCodes() {}

    static Code of(Finding finding, FrontMatterText front) {
        String message = finding.message();
        if (message.contains("circle")) {
            return Code.CIRCULAR_PARTIAL;
        }
        if (message.contains("no partial")) {
            return Code.UNKNOWN_PARTIAL;
        }
        if (message.contains("no helper") || message.contains("unknown helper")) {
            return Code.UNKNOWN_HELPER;
        }
        if (finding.at().file().equals(front.file())
                && (!finding.field().isEmpty()
                        || front.holds(finding.at().line())
                        || message.contains("YAML")
                        || message.contains("front matter"))) {
            return Code.FRONT_MATTER;
        }
        if (message.contains("close")
                || message.contains("block")
                || message.contains("{{else}}")
                || message.contains("{{/")) {
            return Code.BLOCK;
        }
        return Code.BODY;
    }
}
