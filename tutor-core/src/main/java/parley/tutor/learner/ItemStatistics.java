package parley.tutor.learner;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.ExerciseId;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.teaching.TeachingMove;

/**
 * How one item does with all learners: what an author looks at to mend a course. Immutable.
 *
 * @param itemId without seed
 * @param put how often it was put
 * @param answers first answers to it
 * @param facility the share of first answers that were right without help, 0 to 1
 * @param discrimination the correlation (point-biserial, −1 to 1) of a learner's first answer with how well that learner
 *     does with the course's other items; null below {@value #MIN_LEARNERS} learners, or when all did alike
 * @param hintUse the share of puttings in which a hint was given, 0 to 1
 * @param medianTook of the last {@value Tally#MAX_TIMES} timed first answers; null when there is none
 */
public record ItemStatistics(
        String itemId,
        long put,
        long answers,
        double facility,
        @Nullable Double discrimination,
        double hintUse,
        @Nullable Duration medianTook) {
    /** A correlation over fewer learners is noise. */
    public static final int MIN_LEARNERS = 10;

    /**
     * Counts a course's journal in its own order. Its memory grows with learners times items, not with events. For one
     * thread.
     */
    public static final class Tally {
        /** A median over a thousand moves no more. */
        static final int MAX_TIMES = 999;

        private final Map<String, Counts> items = new TreeMap<>();
        private final Map<LearnerId, Learner> learners = new HashMap<>();

        private static final class Counts {
            private long put;
            private long hinted;
            private long answers;
            private long right;
            private final Deque<Duration> times = new ArrayDeque<>();
        }

        /** A learner's first meeting with each item, and what is open. */
        private static final class Learner {
            private final Map<String, Boolean> scores = new HashMap<>();
            private long right;
            private boolean hinted;
        }

        /** Counts one more event of a learner. */
        public void add(LearnerId learner, LearningEvent event) {
            if (event instanceof TutorReplied replied) {
                Learner who = learners.computeIfAbsent(learner, id -> new Learner());
                if (replied.attempt() != null && replied.attempt().first()) {
                    answered(who, replied.attempt());
                }
                replied.moves().forEach(move -> moved(who, move));
            }
        }

        private void answered(Learner who, Attempt attempt) {
            String itemId = ExerciseId.itemIdOf(attempt.exerciseId());
            Counts item = item(itemId);
            item.answers++;
            item.right += attempt.unaided() ? 1 : 0;
            if (attempt.took() != null) {
                if (item.times.size() == MAX_TIMES) {
                    item.times.removeFirst();
                }
                item.times.addLast(attempt.took());
            }
            if (who.scores.putIfAbsent(itemId, attempt.unaided()) == null && attempt.unaided()) {
                who.right++;
            }
        }

        private void moved(Learner who, TeachingMove move) {
            if (move instanceof TeachingMove.Ask ask && !ask.again()) {
                item(ExerciseId.itemIdOf(ask.itemId())).put++;
                who.hinted = false;
            } else if (move instanceof TeachingMove.Hint hint && !who.hinted) {
                item(ExerciseId.itemIdOf(hint.itemId())).hinted++;
                who.hinted = true;
            }
        }

        private Counts item(String itemId) {
            return items.computeIfAbsent(itemId, id -> new Counts());
        }

        /** The statistics of every item that was met, by id. */
        public List<ItemStatistics> statistics() {
            List<ItemStatistics> all = new ArrayList<>();
            items.forEach((itemId, counts) -> all.add(new ItemStatistics(
                    itemId,
                    counts.put,
                    counts.answers,
                    share(counts.right, counts.answers),
                    discrimination(itemId),
                    Math.min(1, share(counts.hinted, counts.put)),
                    median(counts.times))));
            return List.copyOf(all);
        }

        private static double share(long part, long of) {
            return of == 0 ? 0 : (double) part / of;
        }

        private static @Nullable Duration median(Collection<Duration> times) {
            return times.isEmpty() ? null : times.stream().sorted().toList().get(times.size() / 2);
        }

        /** Pearson's correlation of a two-valued score with the rest score is the point-biserial one. */
        private @Nullable Double discrimination(String itemId) {
            long n = 0;
            double sumScore = 0;
            double sumRest = 0;
            double sumRestSquared = 0;
            double sumProduct = 0;
            for (Learner learner : learners.values()) {
                Boolean right = learner.scores.get(itemId);
                if (right != null && learner.scores.size() > 1) {
                    double score = right ? 1 : 0;
                    double rest = (learner.right - score) / (learner.scores.size() - 1);
                    n++;
                    sumScore += score;
                    sumRest += rest;
                    sumRestSquared += rest * rest;
                    sumProduct += score * rest;
                }
            }
            if (n < MIN_LEARNERS) {
                return null;
            }
            double covariance = sumProduct / n - sumScore / n * (sumRest / n);
            // A score of 0 or 1 is its own square.
            double scoreVariance = sumScore / n - sumScore / n * (sumScore / n);
            double restVariance = sumRestSquared / n - sumRest / n * (sumRest / n);
            double deviation = Math.sqrt(scoreVariance * restVariance);
            return deviation < 1e-9 ? null : (Double) Math.clamp(covariance / deviation, -1.0, 1.0);
        }
    }
}
