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

    /** Equivalent, but not in the form that was asked for: reduced, collected, multiplied out or factored. */
    record WrongForm(String wanted) implements Slip {}

    /** Close, but outside the tolerance. */
    record NotPrecise() implements Slip {}

    /** Some gaps, parts or lines of several are right. */
    record PartlyRight(int right, int of) implements Slip {}

    /** It could not be read as mathematics. */
    record NotReadable() implements Slip {}
}
