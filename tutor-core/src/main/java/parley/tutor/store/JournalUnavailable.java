package parley.tutor.store;

/** Tells that the journal could not be read or written; its message is one line, fit for a user. */
public final class JournalUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public JournalUnavailable(String message) {
        super(message);
    }

    public JournalUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
