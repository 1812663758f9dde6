package parley.tutor.models.routing;

/** What was spent cannot be read or written now. Its message names neither learner nor key. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerUnavailable(String message) {
        super(message);
    }
}
