package parley.prompts.template.handlebars;

/**
 * An objection to a body at a place of it, on its way to the author. Holds no variable's value.
 *
 * <p>It is no error of the program but the ordinary outcome of reading what people write, so it carries no stack.
 */
final class BodyProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String hint;

    /** @param offset in chars of the body; negative when no one place is meant */
    BodyProblem(int offset, String message, String hint) {
        super(message, null, false, false);
        this.offset = offset;
        this.hint = hint;
    }

    int offset() {
        return offset;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String hint() {
        return hint;
    }
}
