package parley.tutor.models;

import java.util.Locale;

/** What a model is asked for; each purpose has its own route. */
public enum Purpose {
    /** The tutor's words in a conversation. */
    CHAT,
    /** A longer explanation of a concept. */
    EXPLAIN,
    /** What corrects a learner: a recast, a second try, a misconception set right. */
    CORRECT,
    /** A verdict over a transcript. */
    JUDGE,
    /** What was said so far, in short. */
    SUMMARISE;

    /** The name in settings, metrics and logs, such as {@code chat}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
