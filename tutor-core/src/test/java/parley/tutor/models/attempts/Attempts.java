package parley.tutor.models.attempts;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.Cost;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelAttempt.Reached;
import parley.tutor.models.ModelAttempt.Reason;
import parley.tutor.models.ModelFault;
import parley.tutor.models.Purpose;
import parley.tutor.models.Usage;

/** Attempts for the tests of this package. */
final class Attempts {
    static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private Attempts() {}

    static ModelAttempt answered(String model, int firstTokenMillis) {
        return attempt(model, Duration.ofMillis(firstTokenMillis), null, false);
    }

    static ModelAttempt failed(String model, ModelFault fault) {
        return attempt(model, null, fault, false);
    }

    static ModelAttempt attempt(
            String model, @Nullable Duration firstToken, @Nullable ModelFault fault, boolean cancelled) {
        return new ModelAttempt(
                7,
                "c0ffee",
                Purpose.CHAT,
                model,
                model + "-v1",
                Reason.FIRST,
                fault == null ? Reached.DONE : Reached.HEADERS,
                START,
                Duration.ofMillis(3),
                firstToken,
                Duration.ofMillis(1_200),
                firstToken == null ? Usage.UNKNOWN : new Usage(120, 40, true),
                firstToken == null ? Cost.NONE : new Cost(42_000),
                fault,
                cancelled);
    }
}
