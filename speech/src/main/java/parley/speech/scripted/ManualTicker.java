package parley.speech.scripted;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.speech.turns.Ticker;

/** A clock that stands still until it is told to go; its alarms ring on the thread that moves it, or that sets
 * them too late. Thread-safe. */
public final class ManualTicker implements Ticker {
    private final Object lock = new Object();
    private final List<ManualAlarm> alarms = new ArrayList<>();
    private Duration now = Duration.ZERO;

    @Override
    public Duration now() {
        synchronized (lock) {
            return now;
        }
    }

    @Override
    public Alarm alarm(Runnable ring) {
        var alarm = new ManualAlarm(ring);
        synchronized (lock) {
            alarms.add(alarm);
        }
        return alarm;
    }

    /** Moves on by {@code step}; alarms on the way ring in order, each at its own time. */
    public void advance(Duration step) {
        Duration end = now().plus(step);
        Optional<ManualAlarm> next = takeDue(end);
        while (next.isPresent()) {
            next.get().ring.run();
            next = takeDue(end);
        }
    }

    /** The next alarm up to {@code end}. Where there is none it is {@code end} at once: none may be set in between, unrung. */
    private Optional<ManualAlarm> takeDue(Duration end) {
        synchronized (lock) {
            Optional<ManualAlarm> due = alarms.stream()
                    .filter(alarm -> alarm.at != null && alarm.at.compareTo(end) <= 0)
                    .min(Comparator.comparing(ManualAlarm::due));
            due.ifPresent(alarm -> {
                Duration at = alarm.due();
                now = at.compareTo(now) > 0 ? at : now;
                alarm.at = null;
            });
            if (due.isEmpty()) {
                now = end.compareTo(now) > 0 ? end : now;
            }
            return due;
        }
    }

    private final class ManualAlarm implements Alarm {
        private final Runnable ring;
        private @Nullable Duration at;

        ManualAlarm(Runnable ring) {
            this.ring = ring;
        }

        private Duration due() {
            return at == null ? Duration.ZERO : at;
        }

        @Override
        public void set(Duration instant) {
            boolean passed;
            synchronized (lock) {
                passed = instant.compareTo(now) <= 0 && alarms.contains(this);
                at = passed ? null : instant;
            }
            if (passed) {
                ring.run();
            }
        }

        @Override
        public void close() {
            synchronized (lock) {
                at = null;
                alarms.remove(this);
            }
        }
    }
}
