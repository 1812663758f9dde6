package parley.tutor.models.routing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.ModelFault;

/**
 * How a model is doing, as its router sees it now.
 *
 * @param calls attempts within the breaker's window
 * @param failures those of them that count against it
 * @param coolsUntil when it is asked again, or null
 * @param lastFault the last failure, or null
 * @param firstTokenP50 of its last attempts, or null before the first
 */
public record ModelStatus(
        String model,
        Breaker breaker,
        int inFlight,
        int waiting,
        int calls,
        int failures,
        @Nullable Instant coolsUntil,
        @Nullable ModelFault lastFault,
        @Nullable Duration firstTokenP50,
        @Nullable Duration firstTokenP95) {

    /** Whether a model is asked. */
    public enum Breaker {
        CLOSED,
        OPEN,
        /** Cooled down; the next real request is its probe. */
        HALF_OPEN
    }
}
