package parley.prompts.schema;

import parley.prompts.source.Said;

/** Says what is wrong with a schema, at which of its fields. */
public final class SchemaException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final transient Said problem;
    private final transient Said hint;

    SchemaException(String field, CharSequence message, CharSequence hint) {
        super(message.toString());
        this.field = field;
        this.problem = Said.of(message);
        this.hint = Said.of(hint);
    }

    /** The way to the field inside the schema, such as {@code moves(array).kind?}; empty for the schema as a whole. */
    public String field() {
        return field;
    }

    /** What is wrong, one line. */
    public Said problem() {
        return problem;
    }

    /** What to do about it, one line. */
    public Said hint() {
        return hint;
    }
}
