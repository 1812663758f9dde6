package parley.tutor.learner;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What a learner has told about their circumstances. Immutable.
 *
 * @param zone the learner's own time zone, by which days are counted
 * @param minutesPerDay the daily goal, 1 to {@value #MAX_MINUTES}
 * @param freezeDays days that may be missed without breaking a streak, refilled weekly, 0 to 7
 * @param goal what the learner learns for, in their own words, at most {@value #MAX_GOAL_CHARS} characters; may be empty
 */
public record LearnerProfile(ZoneId zone, int minutesPerDay, int freezeDays, String goal) {
    public static final int MAX_MINUTES = 480;
    public static final int MAX_GOAL_CHARS = 200;

    /** Ten minutes a day are kept up more often than an hour; two days' grace cover a weekend. */
    public static final LearnerProfile UNTOLD = new LearnerProfile(ZoneOffset.UTC, 10, 2, "");

    public LearnerProfile {
        if (minutesPerDay < 1 || minutesPerDay > MAX_MINUTES) {
            throw new IllegalArgumentException("The daily goal is 1 to " + MAX_MINUTES + " minutes");
        }
        if (freezeDays < 0 || freezeDays > 7) {
            throw new IllegalArgumentException("Freeze days are 0 to 7");
        }
        if (goal.length() > MAX_GOAL_CHARS) {
            throw new IllegalArgumentException("A goal has at most " + MAX_GOAL_CHARS + " characters");
        }
    }

    /** Never prints the learner's words. */
    @Override
    public String toString() {
        return "LearnerProfile[" + zone + ", " + minutesPerDay + " min/day]";
    }
}
