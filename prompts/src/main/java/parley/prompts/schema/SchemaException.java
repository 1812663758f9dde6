package parley.prompts.schema;

/** Says what is wrong with a schema, at which of its fields. */
public final class SchemaException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String hint;

    SchemaException(String field, String message, String hint) {
        super(message);
        this.field = field;
        this.hint = hint;
    }

    /** The way to the field inside the schema, such as {@code moves(array).kind?}; empty for the schema as a whole. */
    public String field() {
        return field;
    }

    /** What is wrong, one line. */
    public String problem() {
        return String.valueOf(getMessage());
    }

    /** What to do about it, one line. */
    public String hint() {
        return hint;
    }
}
