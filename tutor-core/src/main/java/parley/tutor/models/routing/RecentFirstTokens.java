package parley.tutor.models.routing;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How long a model took to its first text lately: its last {@value #KEPT} answers of the last ten minutes. Thread-safe.
 * Instants are nanoseconds of one monotonic clock.
 */
final class RecentFirstTokens {
    static final int KEPT = 128;

    /** A model that was slow then may be quick now, and is measured anew. */
    static final Duration COUNTS_FOR = Duration.ofMinutes(10);

    private final long[] at = new long[KEPT];
    private final long[] took = new long[KEPT];
    private int next;
    private int count;

    synchronized void add(Duration firstToken, long now) {
        at[next] = now;
        took[next] = firstToken.toNanos();
        next = (next + 1) % KEPT;
        count = Math.min(KEPT, count + 1);
    }

    /** What was observed up to {@code now}, or null when there is nothing. */
    synchronized @Nullable Observed observed(long now) {
        long[] fresh = new long[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            int place = Math.floorMod(next - 1 - i, KEPT);
            if (now - at[place] <= COUNTS_FOR.toNanos()) {
                fresh[size++] = took[place];
            }
        }
        if (size == 0) {
            return null;
        }
        Arrays.sort(fresh, 0, size);
        return new Observed(size, rank(fresh, size, 50), rank(fresh, size, 95));
    }

    /** The nearest-rank percentile: the smallest value that at least {@code percent} of all do not exceed. */
    private static Duration rank(long[] sorted, int size, int percent) {
        return Duration.ofNanos(sorted[Math.max(0, Math.ceilDiv(size * percent, 100) - 1)]);
    }

    /** A summary of {@code samples} answers. */
    record Observed(int samples, Duration p50, Duration p95) {}
}
