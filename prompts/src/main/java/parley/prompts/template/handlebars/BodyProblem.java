package parley.prompts.template.handlebars;

import java.util.Locale;
import parley.prompts.source.Said;

/**
 * An objection to a body at a place of it, on its way to the author. Holds no variable's value.
 *
 * <p>It is no error of the program but the ordinary outcome of reading what people write, so it carries no stack.
 */
final class BodyProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of mistake it is. */
    enum Kind {
        /** Any other than those below. */
        BODY,
        /** A block that is not closed, closed in the wrong place, or nested too deeply. */
        BLOCK,
        UNKNOWN_HELPER,
        UNKNOWN_PARTIAL,
        CIRCULAR_PARTIAL,
        /** A variable that has no value where it is to be printed. */
        MISSING_VARIABLE;

        /** How a finding tells it, such as {@code unknown-helper}. */
        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Kind kind;
    private final int offset;
    private final transient Said said;
    private final transient Said hint;

    /** @param offset in chars of the body; negative when no one place is meant */
    BodyProblem(int offset, CharSequence message, CharSequence hint) {
        this(Kind.BODY, offset, message, hint);
    }

    BodyProblem(Kind kind, int offset, CharSequence message, CharSequence hint) {
        super(message.toString(), null, false, false);
        this.said = Said.of(message);
        this.kind = kind;
        this.offset = offset;
        this.hint = Said.of(hint);
    }

    Kind kind() {
        return kind;
    }

    int offset() {
        return offset;
    }

    Said message() {
        return said;
    }

    Said hint() {
        return hint;
    }
}
