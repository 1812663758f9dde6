package parley.api.authoring;

/** Why a course was not written; one line for its author. */
public final class AuthoringFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public AuthoringFailure(String message) {
        super(message);
    }

    public AuthoringFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
