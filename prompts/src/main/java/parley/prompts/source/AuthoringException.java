package parley.prompts.source;

import java.util.List;

/**
 * Says that something authored cannot be used, with the findings that tell why.
 *
 * <p>Its message is made of the findings and so names files, fields and variables, never the value of a variable:
 * a learner's text does not reach a log through it.
 */
public final class AuthoringException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // findings are not kept when the exception is serialised, which nothing here does
    private final transient List<Finding> findings;

    public AuthoringException(List<Finding> findings) {
        super(String.join("\n", findings.stream().map(Finding::asLine).toList()));
        this.findings = List.copyOf(findings);
    }

    public AuthoringException(Finding finding) {
        this(List.of(finding));
    }

    /** What was found, errors among it; never empty unless the exception was serialised. */
    public List<Finding> findings() {
        return findings;
    }
}
