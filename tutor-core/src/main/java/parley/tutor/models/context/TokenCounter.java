package parley.tutor.models.context;

/** Counts the tokens that a text takes, exactly or with some to spare. Thread-safe. */
@FunctionalInterface
public interface TokenCounter {
    /** The tokens of {@code text}; 0 for an empty one. Control words of tokenizers in it count as plain text. */
    int tokens(String text);
}
