package parley.speech.hearing;

/**
 * Whether a recogniser's language model lets a sentence end where the learner paused: "the train from" seldom ends one, "I
 * don't know" often does.
 */
public enum SentenceEnd {
    /** The recogniser does not tell. */
    UNKNOWN,
    LIKELY,
    UNLIKELY
}
