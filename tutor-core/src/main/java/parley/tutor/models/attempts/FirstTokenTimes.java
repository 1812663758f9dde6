package parley.tutor.models.attempts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;
import parley.tutor.models.ModelAttempt;

/**
 * How soon the first words came, counted by model since the start. Attempts without words count nowhere. Keeps at most
 * {@value #MOST_MODELS} models; attempts of further ones are not counted. Thread-safe.
 */
public final class FirstTokenTimes implements ModelAttempt.Listener {
    /**
     * The upper ends of the buckets, ascending; a last bucket has no end. Close together where a learner feels the
     * difference, up to the budget for first words.
     */
    public static final List<Duration> BOUNDS = LongStream.of(
                    50, 100, 200, 300, 500, 750, 1_000, 1_500, 2_000, 3_000, 4_000, 7_000)
            .mapToObj(Duration::ofMillis)
            .toList();

    private static final int MOST_MODELS = 256;

    private final Map<String, AtomicLongArray> models = new ConcurrentHashMap<>();

    @Override
    public void ended(ModelAttempt attempt) {
        Duration firstToken = attempt.firstToken();
        if (firstToken == null) {
            return;
        }
        AtomicLongArray counts = models.get(attempt.model());
        if (counts == null) {
            if (models.size() >= MOST_MODELS) {
                return;
            }
            counts = models.computeIfAbsent(attempt.model(), model -> new AtomicLongArray(BOUNDS.size() + 1));
        }
        counts.incrementAndGet(bucket(firstToken));
    }

    /** The index of the bucket that {@code time} falls into; the time of a bound itself belongs to its bucket. */
    static int bucket(Duration time) {
        int index = 0;
        while (index < BOUNDS.size() && time.compareTo(BOUNDS.get(index)) > 0) {
            index++;
        }
        return index;
    }

    /** The counts of {@code model}, one for each bucket; all 0 when nothing came from it. */
    public List<Long> counts(String model) {
        AtomicLongArray counts = models.get(model);
        List<Long> read = new ArrayList<>(BOUNDS.size() + 1);
        for (int i = 0; i <= BOUNDS.size(); i++) {
            read.add(counts == null ? 0L : counts.get(i));
        }
        return read;
    }
}
