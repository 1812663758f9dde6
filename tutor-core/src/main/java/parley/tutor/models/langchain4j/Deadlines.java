package parley.tutor.models.langchain4j;

import java.time.Duration;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault.Kind;

/**
 * How long the next word of a stream may be waited for. Pure; instants are nanoseconds of one monotonic clock.
 *
 * @param firstToken the first text is due within this
 * @param startedNanos when the request was made
 */
record Deadlines(ModelEndpoint endpoint, Duration firstToken, long startedNanos) {
    /**
     * The wait that begins at {@code nowNanos}.
     *
     * @param textSeen whether words have come; the time a reader took over them does not count as the model's silence
     */
    Wait next(long nowNanos, boolean textSeen) {
        Duration elapsed = Duration.ofNanos(nowNanos - startedNanos);
        Duration total = endpoint.totalTimeout().minus(elapsed);
        Duration silence = textSeen ? endpoint.idleTimeout() : firstToken.minus(elapsed);
        if (total.compareTo(silence) <= 0) {
            return new Wait(
                    total,
                    Kind.TOTAL_TIMEOUT,
                    "the answer took longer than " + ProblemReasons.seconds(endpoint.totalTimeout()));
        }
        return new Wait(
                silence,
                textSeen ? Kind.IDLE_TIMEOUT : Kind.FIRST_TOKEN_TIMEOUT,
                textSeen
                        ? "no more words within " + ProblemReasons.seconds(endpoint.idleTimeout())
                        : "no words within " + ProblemReasons.seconds(firstToken));
    }

    /**
     * One wait.
     *
     * @param atMost zero or less when it is over already
     * @param kind the fault when nothing came
     * @param expired the reason to tell when nothing came
     */
    record Wait(Duration atMost, Kind kind, String expired) {}
}
