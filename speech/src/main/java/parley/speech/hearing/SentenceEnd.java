package parley.speech.hearing;

/**
 * Whether a recogniser's language model lets a sentence end where the learner paused: "we had a good" seldom ends one, "I
 * don't know" often does.
 */
public enum SentenceEnd {
    /** The recogniser does not tell. */
    UNKNOWN,
    LIKELY,
    UNLIKELY
}
