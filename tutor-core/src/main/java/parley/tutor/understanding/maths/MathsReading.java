package parley.tutor.understanding.maths;

/** What came of reading a text as mathematics. */
public sealed interface MathsReading {
    record Read(Statement statement) implements MathsReading {}

    record Refused(Refusal why) implements MathsReading {}
}
