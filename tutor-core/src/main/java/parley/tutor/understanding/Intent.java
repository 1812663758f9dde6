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
    READY,
    /** Claims to know this already: "I know this", "this is too easy". */
    CONTESTS,
    /** Asks why this exercise comes now. */
    ASKS_WHY,
    /** Asks what there is to do, or how far they are. */
    ASKS_PLAN,
    /** Wants a human teacher. */
    ASKS_TEACHER,
    /** Declines an offer: "no", "no thanks". */
    DECLINES,
    /** An answer or a question, it can't be told which; asked, never graded. */
    UNCLEAR
}
