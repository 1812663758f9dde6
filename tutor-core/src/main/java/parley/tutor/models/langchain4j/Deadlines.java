package parley.tutor.models.langchain4j;

import java.time.Duration;
import parley.tutor.models.ModelEndpoint;

/**
 * How long the next word of a stream may be waited for. Pure; instants are nanoseconds of one monotonic clock.
 *
 * @param startedNanos when the request was made
 */
record Deadlines(ModelEndpoint endpoint, long startedNanos) {
    /**
     * The wait that begins at {@code nowNanos}.
     *
     * @param textSeen whether words have come; the time a reader took over them does not count as the model's silence
     */
    Wait next(long nowNanos, boolean textSeen) {
        Duration elapsed = Duration.ofNanos(nowNanos - startedNanos);
        Duration total = endpoint.totalTimeout().minus(elapsed);
        Duration silence =
                textSeen ? endpoint.idleTimeout() : endpoint.firstTokenTimeout().minus(elapsed);
        if (total.compareTo(silence) <= 0) {
            return new Wait(total, "the answer took longer than " + ProblemReasons.seconds(endpoint.totalTimeout()));
        }
        return new Wait(
                silence,
                textSeen
                        ? "no more words within " + ProblemReasons.seconds(endpoint.idleTimeout())
                        : "no words within " + ProblemReasons.seconds(endpoint.firstTokenTimeout()));
    }

    /**
     * One wait.
     *
     * @param atMost zero or less when it is over already
     * @param expired the reason to tell when nothing came
     */
    record Wait(Duration atMost, String expired) {}
}
