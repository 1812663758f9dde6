package parley.api.realtime;

/** A field of a client's event that can't be used; the message says what was expected, never what was sent. */
final class InvalidField extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidField(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field within the object being read. */
    String field() {
        return field;
    }

    /** Throws unless {@code holds}. */
    static void require(boolean holds, String field, String message) {
        if (!holds) {
            throw new InvalidField(field, message);
        }
    }
}
