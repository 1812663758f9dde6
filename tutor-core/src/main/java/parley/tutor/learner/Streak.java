package parley.tutor.learner;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.TreeMap;

/**
 * Today's goal and the days in a row, by the learner's own calendar: what follows from their habits and profile.
 * Immutable.
 *
 * <p>A day counts from {@link #MIN_PRACTICE} on. A missed day is bridged by one of its week's freeze days (weeks begin on
 * Monday) and counts for nothing; today is not missed before it is over.
 *
 * @param days practised days in a row, today included when it counts already; up to {@link Habits#MAX_DAYS}
 * @param today time spent today
 * @param goal time to be spent today
 * @param freezesLeft days of this week that may still be missed
 */
public record Streak(int days, Duration today, Duration goal, int freezesLeft) {
    /** Opening the page is no practice. */
    public static final Duration MIN_PRACTICE = Duration.ofMinutes(1);

    /** The streak at {@code now}. */
    public static Streak of(Habits habits, LearnerProfile profile, Instant now) {
        LocalDate today = today(habits, profile, now);
        Map<LocalDate, Integer> frozen = new TreeMap<>();
        int days = counts(habits, today) ? 1 : 0;
        if (!habits.secondsByDay().isEmpty()) {
            LocalDate first = new TreeMap<>(habits.secondsByDay()).firstKey();
            Map<LocalDate, Integer> pending = new TreeMap<>();
            for (LocalDate day = today.minusDays(1); !day.isBefore(first); day = day.minusDays(1)) {
                if (counts(habits, day)) {
                    days++;
                    // Only now is it known that the missed days after it bridge to something.
                    frozen = new TreeMap<>(pending);
                } else if (pending.merge(weekOf(day), 1, Integer::sum) > profile.freezeDays()) {
                    break;
                }
            }
        }
        int used = frozen.getOrDefault(weekOf(today), 0);
        return new Streak(
                days,
                Duration.ofSeconds(habits.seconds(today)),
                Duration.ofMinutes(profile.minutesPerDay()),
                profile.freezeDays() - used);
    }

    /** Whether today's goal is reached. */
    public boolean goalReached() {
        return today.compareTo(goal) >= 0;
    }

    /** The learner's date; who flew west keeps the later one until the new zone has caught up. */
    private static LocalDate today(Habits habits, LearnerProfile profile, Instant now) {
        LocalDate here = now.atZone(profile.zone()).toLocalDate();
        return habits.seconds(here.plusDays(1)) > 0 ? here.plusDays(1) : here;
    }

    private static boolean counts(Habits habits, LocalDate day) {
        return habits.seconds(day) >= MIN_PRACTICE.toSeconds();
    }

    private static LocalDate weekOf(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
