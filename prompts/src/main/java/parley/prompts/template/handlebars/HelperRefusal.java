package parley.prompts.template.handlebars;

/** A helper's or a limit's objection, on its way through Handlebars to the author. Holds no variable's value. */
final class HelperRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    HelperRefusal(String message, String hint) {
        super(message, null, false, false);
        this.hint = hint;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String hint() {
        return hint;
    }
}
