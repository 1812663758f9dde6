package parley.tutor.conversation;

/** How a reply reaches the learner. */
public enum Delivery {
    /** Shown: what was sent counts as heard. */
    TEXT,
    /** Spoken: only what was played counts as heard, and whoever plays it reports how much that was. */
    SPOKEN
}
