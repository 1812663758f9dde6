package parley.evaluation.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The wall clock inside a case: starts at the same instant always and moves only between turns. Thread-safe. */
final class ExamClock extends Clock {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    /** About as long as a learner takes to read a reply and write a sentence. */
    private static final Duration BETWEEN_TURNS = Duration.ofSeconds(20);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    void nextTurn() {
        now.updateAndGet(instant -> instant.plus(BETWEEN_TURNS));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
