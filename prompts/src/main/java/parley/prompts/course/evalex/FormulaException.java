package parley.prompts.course.evalex;

/** Why a formula cannot be read or has no value; worded for the author of a course, in one line. */
public final class FormulaException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    FormulaException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** What the formula is or has that it must not, to follow "is" or "has". */
    @Override
    public String getMessage() {
        return reason;
    }
}
