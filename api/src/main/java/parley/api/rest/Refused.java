package parley.api.rest;

/** A request that is not answered as asked; the message is for the client and repeats nothing of the request. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String detail) {
        super(detail);
        this.status = status;
    }

    /** The HTTP status, 400 to 503. */
    public int status() {
        return status;
    }
}
