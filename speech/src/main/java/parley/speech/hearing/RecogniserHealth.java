package parley.speech.hearing;

/**
 * How a recogniser is doing, for operators.
 *
 * @param working parts that can hear now
 * @param wanted parts that should
 * @param ends how often a part has ended by itself since the start
 * @param replays utterances that were given to another part after that
 */
public record RecogniserHealth(int working, int wanted, long ends, long replays) {
    /** One part, in this process. */
    public static final RecogniserHealth WELL = new RecogniserHealth(1, 1, 0, 0);

    public boolean degraded() {
        return working < wanted;
    }
}
