package parley.tutor.learner;

import java.time.Instant;
import java.time.LocalDate;
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

    public static final Habits NONE = new Habits(Map.of(), null);

    public Habits {
        secondsByDay = Collections.unmodifiableMap(new TreeMap<>(secondsByDay));
    }
}
