package parley.tutor.understanding;

/** What the open exercise says to a text. */
interface OpenAnswer {
    /** Whether the whole of {@code text} is an answer and nothing else, right or wrong. */
    boolean foresees(String text);

    /** Whether {@code text} is more like an answer than like anything else. */
    boolean near(String text);

    /** Whether {@code text} is near an answer that is a question itself. */
    boolean nearQuestion(String text);

    /** Whether {@code text}, though near no answer, was probably meant as one. */
    boolean attempts(String text);

    /** Grades {@code text}; speech has no slips of the pen. */
    AnswerCheck grade(String text, boolean spoken);
}
