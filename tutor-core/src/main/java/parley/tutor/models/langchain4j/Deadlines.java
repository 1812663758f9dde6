package parley.tutor.models.langchain4j;

import java.time.Duration;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault;
import parley.tutor.models.ModelFault.Kind;

/**
 * How long the next word of a stream may be waited for. Pure; instants are nanoseconds of one monotonic clock.
 *
 * @param firstToken the first text is due within this
 * @param startedNanos when the request was made
 */
record Deadlines(ModelEndpoint endpoint, Duration firstToken, long startedNanos) {
    /** How long what comes after the finish reason may take: the usage, the mark of the end. */
    static final Duration AFTER_FINISH = Duration.ofSeconds(1);

    /** How far an answer is. */
    enum Phase {
        /** No word yet. */
        BEFORE_WORDS,
        /** Words are coming. */
        WORDS,
        /** The model said why it stopped. */
        FINISHED
    }

    /**
     * When the wait is over that began at {@code silentNanos}; in the past when it is over already.
     *
     * @param silentNanos when the last word had been taken; the time a reader took over it does not count as the
     *     model's silence
     */
    long dueNanos(Phase phase, long silentNanos) {
        long total = startedNanos + endpoint.totalTimeout().toNanos();
        long silence = silenceDueNanos(phase, silentNanos);
        return silence - total < 0 ? silence : total;
    }

    /** The fault when nothing came until a wait was over. */
    ModelFault expired(Phase phase, long silentNanos) {
        long total = startedNanos + endpoint.totalTimeout().toNanos();
        if (total - silenceDueNanos(phase, silentNanos) <= 0) {
            return ModelFault.of(
                    Kind.TOTAL_TIMEOUT,
                    "the answer took longer than " + ProblemReasons.seconds(endpoint.totalTimeout()));
        }
        return phase == Phase.BEFORE_WORDS
                ? ModelFault.of(Kind.FIRST_TOKEN_TIMEOUT, "no words within " + ProblemReasons.seconds(firstToken))
                : ModelFault.of(
                        Kind.IDLE_TIMEOUT, "no more words within " + ProblemReasons.seconds(endpoint.idleTimeout()));
    }

    private long silenceDueNanos(Phase phase, long silentNanos) {
        return switch (phase) {
            case BEFORE_WORDS -> startedNanos + firstToken.toNanos();
            case WORDS -> silentNanos + endpoint.idleTimeout().toNanos();
            case FINISHED -> silentNanos + AFTER_FINISH.toNanos();
        };
    }
}
