package parley.tutor.understanding;

/** What exactly is amiss with a wrong answer; each is met with its own words instead of a mere "wrong". */
public sealed interface Slip {
    /**
     * A shown working goes wrong here.
     *
     * @param line its line, from 1
     * @param before the last line that is right, as the learner wrote it; empty when the first line is wrong
     * @param step the line that does not follow, as the learner wrote it
     */
    record FirstWrongStep(int line, String before, String step) implements Slip {}

    /** The number is right and its unit is not named. */
    record MissingUnit(String unit) implements Slip {}

    /** The number is right and the unit is another. */
    record WrongUnit(String given, String unit) implements Slip {}

    /**
     * Equivalent, but not in the form that was asked for.
     *
     * @param wanted {@code lowest-terms} (a fraction to be reduced), {@code number} (one number, nothing left to work
     *     out), {@code percent}, {@code solved} (the unknown alone on one side), {@code simplified}, {@code expanded} or
     *     {@code factored}
     */
    record WrongForm(String wanted) implements Slip {}

    /** Close, but outside the tolerance. */
    record NotPrecise() implements Slip {}

    /** Some gaps, parts or lines of several are right. */
    record PartlyRight(int right, int of) implements Slip {}

    /** It could not be read as an answer of the kind that was asked for, so it says nothing of what the learner knows. */
    record NotReadable(Reason reason) implements Slip {
        /** Why it could not be read. */
        public enum Reason {
            /** It is no mathematics, or not written as this tutor reads it. */
            NOT_MATHS,
            /** It divides by zero, which has no value. */
            DIVISION_BY_ZERO,
            /** It is too long, or its numbers or powers are too large to be an answer. */
            TOO_LARGE,
            /** The exercise offers choices, and it is none of them. */
            NOT_AN_OPTION
        }

        public NotReadable() {
            this(Reason.NOT_MATHS);
        }
    }
}
