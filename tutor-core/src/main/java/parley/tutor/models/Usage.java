package parley.tutor.models;

/**
 * The tokens that a call took.
 *
 * @param reported whether the endpoint said so; otherwise they were counted or estimated here
 */
public record Usage(long promptTokens, long completionTokens, boolean reported) {
    /** Nothing is known. */
    public static final Usage UNKNOWN = new Usage(0, 0, false);

    public Usage {
        if (promptTokens < 0 || completionTokens < 0) {
            throw new IllegalArgumentException("Tokens are counted from 0");
        }
    }

    public long totalTokens() {
        return promptTokens + completionTokens;
    }
}
