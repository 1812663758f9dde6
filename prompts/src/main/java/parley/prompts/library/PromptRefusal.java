package parley.prompts.library;

import java.util.List;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;

/** An author's wish that is not carried out. Its message is one line for the author: what, and what to do. */
public final class PromptRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Why {
        /** There is no such prompt, file, version or label. */
        UNKNOWN,
        /** What was given cannot be used; nothing was changed. */
        INVALID,
        /** Somebody else was faster; nothing was overwritten. */
        CONFLICT,
        /** The suites found that it would teach worse, or could not tell. */
        GATE_CLOSED,
        /** The folder or the database cannot be read or written. */
        UNAVAILABLE
    }

    private final Why why;

    @SuppressWarnings("serial") // not kept when the exception is serialised, which nothing here does
    private final transient Said said;

    @SuppressWarnings("serial") // findings are not kept when the exception is serialised, which nothing here does
    private final transient List<Finding> findings;

    public PromptRefusal(Why why, CharSequence message) {
        this(why, message, List.of());
    }

    public PromptRefusal(Why why, CharSequence message, List<Finding> findings) {
        super(message.toString());
        this.why = why;
        this.said = Said.of(message);
        this.findings = List.copyOf(findings);
    }

    public PromptRefusal(Why why, CharSequence message, Throwable cause) {
        super(message.toString(), cause);
        this.why = why;
        this.said = Said.of(message);
        this.findings = List.of();
    }

    public Why why() {
        return why;
    }

    /** The places in the text that are meant, when it is about a text. */
    public List<Finding> findings() {
        return findings;
    }

    /** The message, to be translated. */
    public Said said() {
        return said;
    }

    /** The message, which is always there. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
