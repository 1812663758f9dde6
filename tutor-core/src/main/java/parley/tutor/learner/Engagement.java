package parley.tutor.learner;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How a learner is doing at the moment, measured against themselves alone: what the tone and the pace are chosen by.
 * Immutable.
 *
 * @param minutesToday time spent today
 * @param usualMinutes the median of the learner's other practised days of the last {@value #BASELINE_DAYS}; 0 when
 *     there are fewer than {@value #MIN_BASELINE}
 * @param hesitation the median time of the last {@value #HESITATION_ANSWERS} timed answers as a multiple of the learner's
 *     own median; 1 when there is none to compare
 * @param errorsInARow first answers wrong since the last right one
 * @param successesInARow first answers right and without help since the last that was not
 * @param distressed whether distress was told within {@link #DISTRESS_LASTS}
 */
public record Engagement(
        long minutesToday,
        long usualMinutes,
        double hesitation,
        int errorsInARow,
        int successesInARow,
        boolean distressed) {
    /** Four weeks follow a change of habits, and a single week off does not empty them. */
    public static final int BASELINE_DAYS = 28;

    /** Fewer days than this are no habit. */
    public static final int MIN_BASELINE = 3;

    public static final int HESITATION_ANSWERS = 3;

    /** Twice the usual time is more than an exercise's own length explains. */
    public static final double HESITANT_FROM = 2;

    /** About a session; a new day is met afresh. */
    public static final Duration DISTRESS_LASTS = Duration.ofMinutes(30);

    /** The signals at {@code now}. */
    public static Engagement of(Known known, Instant now) {
        LearnerProgress progress = known.progress();
        Habits habits = known.habits();
        LocalDate today = now.atZone(known.profile().zone()).toLocalDate();
        Instant distress = progress.distressed();
        return new Engagement(
                Duration.ofSeconds(habits.seconds(today)).toMinutes(),
                usualMinutes(habits, today),
                hesitation(progress.knowledge()),
                errorsInARow(progress.knowledge().recent()),
                successesInARow(progress.knowledge().recent()),
                distress != null && Duration.between(distress, now).compareTo(DISTRESS_LASTS) <= 0);
    }

    /** Whether answers take much longer than this learner's own. */
    public boolean hesitant() {
        return hesitation >= HESITANT_FROM;
    }

    /** Whether more was done today than on a usual day; false while nothing is known of usual days. */
    public boolean beyondUsual() {
        return usualMinutes > 0 && minutesToday > usualMinutes;
    }

    private static long usualMinutes(Habits habits, LocalDate today) {
        List<Long> seconds = new ArrayList<>();
        habits.secondsByDay().forEach((day, spent) -> {
            if (day.isBefore(today) && !day.isBefore(today.minusDays(BASELINE_DAYS)) && spent > 0) {
                seconds.add(spent);
            }
        });
        if (seconds.size() < MIN_BASELINE) {
            return 0;
        }
        seconds.sort(null);
        return Duration.ofSeconds(seconds.get(seconds.size() / 2)).toMinutes();
    }

    private static double hesitation(Knowledge knowledge) {
        List<Duration> last = new ArrayList<>();
        for (Attempt attempt : knowledge.recent().reversed()) {
            Duration took = attempt.took();
            if (took != null && attempt.first() && last.size() < HESITATION_ANSWERS) {
                last.add(took);
            }
        }
        if (last.size() < HESITATION_ANSWERS) {
            return 1;
        }
        last.sort(null);
        Duration now = last.get(last.size() / 2);
        return knowledge
                .medianTook()
                .filter(median -> !median.isZero())
                .map(median -> (double) now.toMillis() / Math.max(1, median.toMillis()))
                .orElse(1.0);
    }

    private static int errorsInARow(List<Attempt> recent) {
        int errors = 0;
        for (Attempt attempt : recent.reversed()) {
            if (attempt.first()) {
                if (attempt.right()) {
                    return errors;
                }
                errors++;
            }
        }
        return errors;
    }

    private static int successesInARow(List<Attempt> recent) {
        int successes = 0;
        for (Attempt attempt : recent.reversed()) {
            if (attempt.first()) {
                if (!attempt.unaided()) {
                    return successes;
                }
                successes++;
            }
        }
        return successes;
    }
}
