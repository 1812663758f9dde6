package parley.tutor.learner;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When and how long a learner practises, over all courses: a pure fold over the journal. Days are the learner's own.
 * Immutable.
 *
 * @param secondsByDay time spent on each of the last {@value #MAX_DAYS} days with practice
 * @param lastActive the last sign of the learner, or null
 */
public record Habits(
        Map<LocalDate, Long> secondsByDay, @Nullable Instant lastActive) {
    /** A year and a leap day: streaks longer than that are counted to a year. */
    public static final int MAX_DAYS = 366;

    /** A longer silence between two events was a break; shorter ones are time spent. */
    public static final Duration MAX_GAP = Duration.ofMinutes(5);

    public static final Habits NONE = new Habits(Map.of(), null);

    public Habits {
        secondsByDay = Collections.unmodifiableMap(new TreeMap<>(secondsByDay));
    }

    /** Seconds spent on {@code day}. */
    public long seconds(LocalDate day) {
        return secondsByDay.getOrDefault(day, 0L);
    }

    /**
     * The habits after one more event at {@code at}, which a learner in {@code zone} met. An event that is older than the
     * last one (a clock that went back, another device) tells nothing new.
     */
    public Habits after(Instant at, ZoneId zone) {
        if (lastActive != null && !at.isAfter(lastActive)) {
            return this;
        }
        var days = new TreeMap<>(secondsByDay);
        LocalDate day = at.atZone(zone).toLocalDate();
        days.putIfAbsent(day, 0L);
        if (lastActive != null && Duration.between(lastActive, at).compareTo(MAX_GAP) <= 0) {
            // A gap of minutes meets one midnight at most. Whole seconds of the clock, so that no fractions are lost.
            Instant midnight = day.atStartOfDay(zone).toInstant();
            Instant from = lastActive.isBefore(midnight) ? midnight : lastActive;
            add(days, day, from, at);
            if (from.equals(midnight)) {
                add(days, lastActive.atZone(zone).toLocalDate(), lastActive, midnight);
            }
        }
        while (days.size() > MAX_DAYS) {
            days.pollFirstEntry();
        }
        return new Habits(days, at);
    }

    private static void add(TreeMap<LocalDate, Long> days, LocalDate day, Instant from, Instant to) {
        days.merge(day, to.getEpochSecond() - from.getEpochSecond(), Long::sum);
    }
}
