package parley.tutor.learner;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * FSRS-6, the Free Spaced Repetition Scheduler, with its default parameters: how a memory strengthens and fades, and so
 * when to review. Pure and thread-safe.
 *
 * <p>Formulas: https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm. Time between reviews counts in
 * whole days, as in the reference implementations.
 */
public final class Fsrs {
    /** The default parameters w0 to w20 of FSRS-6. */
    private static final double[] W = {
        0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
        1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542
    };

    private static final double MIN_STABILITY_DAYS = 0.001;

    /** A hundred years. */
    private static final double MAX_STABILITY_DAYS = 36_500;

    private static final double MIN_DIFFICULTY = 1;
    private static final double MAX_DIFFICULTY = 10;

    private static final double DECAY = -W[20];

    /** Makes the recall at an age of one stability 90 %. */
    private static final double FACTOR = Math.pow(0.9, 1 / DECAY) - 1;

    private Fsrs() {}

    /** How well something was recalled. */
    public enum Rating {
        /** Forgotten: answered wrongly to the end, or told. */
        AGAIN(1),
        /** Recalled with help. */
        HARD(2),
        /** Recalled. */
        GOOD(3),
        /** Recalled at once. */
        EASY(4);

        private final int grade;

        Rating(int grade) {
            this.grade = grade;
        }

        /** The rating that review logs write as a number, 1 (again) to 4 (easy). */
        public static Rating of(int grade) {
            return switch (grade) {
                case 1 -> AGAIN;
                case 2 -> HARD;
                case 3 -> GOOD;
                case 4 -> EASY;
                default -> throw new IllegalArgumentException("Grades are 1 to 4");
            };
        }

        int grade() {
            return grade;
        }
    }

    /** The memory after a review at {@code at}; {@code before} is null at the first one. */
    public static Memory review(@Nullable Memory before, Rating rating, Instant at) {
        if (before == null) {
            return memory(initialStability(rating), clampDifficulty(initialDifficulty(rating)), at);
        }
        long days = wholeDays(before.reviewed(), at);
        double stability = days < 1
                ? sameDay(before.stabilityDays(), rating)
                : rating == Rating.AGAIN
                        ? lapsed(before, retrievability(before.stabilityDays(), days))
                        : recalled(before, rating, retrievability(before.stabilityDays(), days));
        return memory(stability, nextDifficulty(before.difficulty(), rating), at);
    }

    /** The probability that it is recalled at {@code at}, 0 to 1; by whole days since the last review. */
    public static double retrievability(Memory memory, Instant at) {
        return retrievability(memory.stabilityDays(), wholeDays(memory.reviewed(), at));
    }

    /** Whole days until recall has fallen to 90 %, at least one. */
    public static long intervalDays(Memory memory) {
        return Math.max(1, Math.round(memory.stabilityDays()));
    }

    private static double retrievability(double stabilityDays, long days) {
        return Math.pow(1 + FACTOR * days / stabilityDays, DECAY);
    }

    /** A clock that went back tells of no time passed. */
    private static long wholeDays(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toDays());
    }

    private static Memory memory(double stability, double difficulty, Instant at) {
        double days = Math.clamp(stability, MIN_STABILITY_DAYS, MAX_STABILITY_DAYS);
        Instant due = at.plusSeconds(Math.round(days * Duration.ofDays(1).toSeconds()));
        return new Memory(days, difficulty, at, due);
    }

    private static double initialStability(Rating rating) {
        return W[rating.grade() - 1];
    }

    private static double initialDifficulty(Rating rating) {
        return W[4] - Math.exp(W[5] * (rating.grade() - 1)) + 1;
    }

    private static double nextDifficulty(double difficulty, Rating rating) {
        double step = -W[6] * (rating.grade() - 3);
        double damped = difficulty + step * (10 - difficulty) / 9;
        return clampDifficulty(W[7] * initialDifficulty(Rating.EASY) + (1 - W[7]) * damped);
    }

    private static double clampDifficulty(double difficulty) {
        return Math.clamp(difficulty, MIN_DIFFICULTY, MAX_DIFFICULTY);
    }

    private static double sameDay(double stability, Rating rating) {
        double growth = Math.exp(W[17] * (rating.grade() - 3 + W[18])) * Math.pow(stability, -W[19]);
        boolean wellRecalled = rating == Rating.GOOD || rating == Rating.EASY;
        return stability * (wellRecalled ? Math.max(1, growth) : growth);
    }

    private static double recalled(Memory before, Rating rating, double retrievability) {
        double bonus = rating == Rating.HARD ? W[15] : rating == Rating.EASY ? W[16] : 1;
        return before.stabilityDays()
                * (1
                        + Math.exp(W[8])
                                * (11 - before.difficulty())
                                * Math.pow(before.stabilityDays(), -W[9])
                                * (Math.exp((1 - retrievability) * W[10]) - 1)
                                * bonus);
    }

    private static double lapsed(Memory before, double retrievability) {
        double longTerm = W[11]
                * Math.pow(before.difficulty(), -W[12])
                * (Math.pow(before.stabilityDays() + 1, W[13]) - 1)
                * Math.exp((1 - retrievability) * W[14]);
        double shortTerm = before.stabilityDays() / Math.exp(W[17] * W[18]);
        return Math.min(longTerm, shortTerm);
    }
}
