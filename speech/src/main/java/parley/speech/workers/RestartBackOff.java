package parley.speech.workers;

import java.time.Duration;

/**
 * How long a worker that ended is left alone before it is started again. Pure.
 *
 * @param first wait after the first end
 * @param longest most that is waited; each end in a row doubles the wait up to it
 * @param healthyAfter a worker that lived this long had started well: the waits begin anew
 */
public record RestartBackOff(Duration first, Duration longest, Duration healthyAfter) {
    public static final RestartBackOff USUAL =
            new RestartBackOff(Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofSeconds(30));

    /** Ends in a row beyond which the wait grows no more, so that the doubling can't overflow. */
    private static final int MOST_DOUBLINGS = 20;

    public RestartBackOff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0 || healthyAfter.isNegative()) {
            throw new IllegalArgumentException("back-off: expected 0 < first <= longest and 0 <= healthyAfter");
        }
    }

    /** Ends in a row, when one that lived for {@code lived} ended after {@code before} of them. */
    public int endsInARow(int before, Duration lived) {
        return lived.compareTo(healthyAfter) >= 0 ? 1 : Math.min(before + 1, MOST_DOUBLINGS);
    }

    /** The wait after {@code endsInARow} of them, 1 or more. */
    public Duration wait(int endsInARow) {
        Duration doubled = first.multipliedBy(1L << Math.clamp(endsInARow - 1L, 0, MOST_DOUBLINGS));
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
