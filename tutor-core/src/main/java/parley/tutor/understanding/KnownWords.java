package parley.tutor.understanding;

/**
 * The words that English has. A word that stands here was meant as it was written; only one that doesn't can be a slip
 * of the pen. Thread-safe, and answers in microseconds.
 */
@FunctionalInterface
public interface KnownWords {
    /** Takes every word as meant, so that no slip is ever forgiven; for a tutor without a dictionary. */
    KnownWords EVERYTHING = word -> true;

    /** Whether {@code lowerCaseWord} is an English word. */
    boolean contains(String lowerCaseWord);
}
