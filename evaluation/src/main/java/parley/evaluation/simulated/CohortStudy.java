package parley.evaluation.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import parley.prompts.course.Course;
import parley.tutor.learner.CourseAssessor;
import parley.tutor.teaching.TeachingPolicy;

/**
 * Teaches the same simulated cohort by different policies and counts the exercises until a learner really knows the
 * course. The same seed gives the same learners to each policy. Thread-safe.
 *
 * @param learners how many
 * @param perDay exercises in one day; a night lies between
 * @param enough the share of the course's concepts that must really be known, looked at after each exercise
 * @param mostExercises who has not arrived by then counts with this number
 */
public record CohortStudy(Course course, int learners, int perDay, double enough, int mostExercises, long seed) {
    private static final Instant START = Instant.parse("2026-01-05T16:00:00Z");
    private static final Duration NIGHT = Duration.ofHours(23);

    /** More replies than this around one exercise would be a loop, not teaching. */
    private static final int MOST_REPLIES = 40;

    /**
     * What came of it.
     *
     * @param exercises by learner, in the order in which they were drawn
     * @param arrived how many learners came to know enough
     */
    public record Outcome(List<Integer> exercises, int arrived) {
        public Outcome {
            exercises = List.copyOf(exercises);
        }

        /** The median of the exercises; half of the cohort needs at most as many. */
        public double median() {
            List<Integer> sorted = exercises.stream().sorted().toList();
            int half = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2.0;
        }

        public double mean() {
            return exercises.stream().mapToInt(Integer::intValue).average().orElse(0);
        }
    }

    /**
     * Teaches the cohort.
     *
     * @param policies gives the policy of one learner, with chance of its own
     * @param told hears how many learners are through
     */
    public Outcome run(Function<RandomGenerator, TeachingPolicy> policies, IntConsumer told) {
        var ratings = new Lesson.Ratings();
        var random = new SplittableRandom(seed);
        List<Integer> exercises = new ArrayList<>();
        int arrived = 0;
        for (int i = 0; i < learners; i++) {
            SplittableRandom own = random.split();
            var learner = new SimulatedLearner(course, LearnerTraits.drawn(own), own.split(), START);
            TeachingPolicy policy = policies.apply(own.split());
            int needed = exercises(learner, policy, ratings);
            exercises.add(needed);
            arrived += needed < mostExercises ? 1 : 0;
            told.accept(i + 1);
        }
        return new Outcome(exercises, arrived);
    }

    private int exercises(SimulatedLearner learner, TeachingPolicy policy, Lesson.Ratings ratings) {
        var lesson = new Lesson(course, policy, new CourseAssessor(course), ratings, learner, START);
        int done = 0;
        while (done < mostExercises && learner.share(lesson.now()) < enough) {
            lesson.teachOne(MOST_REPLIES);
            done++;
            if (done % perDay == 0) {
                lesson.rest(NIGHT);
            }
        }
        return done;
    }
}
