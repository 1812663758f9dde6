package parley.tutor.understanding;

/** What a learner wants with a turn. */
public enum Intent {
    ANSWER,
    ASKS_HINT,
    ASKS_ANSWER,
    DOES_NOT_KNOW,
    /** A question about something the course explains; never graded. */
    ASKS_CONCEPT,
    ASKS_REPEAT,
    ASKS_SKIP,
    ASKS_ABOUT_TUTOR,
    SMALL_TALK,
    DISTRESS,
    OFF_COURSE,
    GOODBYE,
    /** Ready to begin or go on: "ok", "yes", "let's start". */
    READY
}
