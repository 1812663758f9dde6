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

    /** Both together, at most {@link Long#MAX_VALUE}. */
    public long totalTokens() {
        return sum(promptTokens, completionTokens);
    }

    /** The sum of two numbers from 0, at most {@link Long#MAX_VALUE}: what is absurd stays so and never becomes small. */
    public static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
