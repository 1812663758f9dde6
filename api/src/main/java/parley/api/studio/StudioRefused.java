package parley.api.studio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Said;

/**
 * An author's wish that is not carried out. The message is one line for the author; nothing was changed.
 *
 * <p>What an author wrote is repeated to them alone: the message goes to the page and never to a log.
 */
public final class StudioRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    @SuppressWarnings("serial") // not kept when the exception is serialised, which nothing here does
    private final transient Said said;

    @SuppressWarnings("serial") // not kept when the exception is serialised, which nothing here does
    private final transient List<FindingView> findings;

    @SuppressWarnings("serial") // not kept when the exception is serialised, which nothing here does
    private final transient @Nullable Current current;

    /**
     * What somebody else saved meanwhile.
     *
     * @param text null when the file is gone
     * @param hash null when the file is gone
     */
    public record Current(@Nullable String text, @Nullable String hash) {}

    StudioRefused(int status, CharSequence message) {
        this(status, message, List.of(), null);
    }

    StudioRefused(int status, CharSequence message, List<FindingView> findings) {
        this(status, message, findings, null);
    }

    StudioRefused(int status, CharSequence message, List<FindingView> findings, @Nullable Current current) {
        super(message.toString());
        this.status = status;
        this.said = Said.of(message);
        this.findings = List.copyOf(findings);
        this.current = current;
    }

    /** The HTTP status, 400 to 503. */
    public int status() {
        return status;
    }

    /** The message, to be translated. */
    public FindingView.Sentence said() {
        return FindingView.Sentence.of(said);
    }

    /** The places that are meant; empty where none is. */
    public List<FindingView> findings() {
        return findings;
    }

    /** With status 409 what is there now; null otherwise. */
    public @Nullable Current current() {
        return current;
    }
}
