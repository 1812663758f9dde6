package parley.evaluation.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import parley.prompts.course.Course;
import parley.prompts.course.ExerciseId;
import parley.prompts.course.Item;
import parley.tutor.learner.LearnerProgress.OpenExercise;
import parley.tutor.teaching.Situation;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingPolicy;
import parley.tutor.understanding.AnswerCheck;

/**
 * What a course without a learner model does: puts one exercise after the other, tells the answer when it was not given,
 * and goes on. What the tutor's own policy is compared with. Not thread-safe.
 */
public final class PlainPolicy implements TeachingPolicy {
    /** Which exercise comes next. */
    @FunctionalInterface
    private interface Order {
        Item next();
    }

    private final Order order;
    private final RandomGenerator random;

    private PlainPolicy(Order order, RandomGenerator random) {
        this.order = order;
        this.random = random;
    }

    /** The course as a book: each concept's items {@code perConcept} at a time in the course's order, over and over. */
    public static PlainPolicy fixedOrder(Course course, int perConcept, RandomGenerator random) {
        List<Item> round = new ArrayList<>();
        int longest =
                course.concepts().stream().mapToInt(c -> c.items().size()).max().orElse(0);
        for (int from = 0; from < longest; from += perConcept) {
            int start = from;
            course.concepts()
                    .forEach(concept -> concept.items().stream()
                            .skip(start)
                            .limit(perConcept)
                            .forEach(round::add));
        }
        int[] at = {0};
        return new PlainPolicy(() -> round.get(at[0]++ % round.size()), random);
    }

    /** Any item of the course at any time. */
    public static PlainPolicy randomOrder(Course course, RandomGenerator random) {
        return new PlainPolicy(
                () -> course.items().get(random.nextInt(course.items().size())), random);
    }

    @Override
    public List<TeachingMove> decide(Situation situation) {
        List<TeachingMove> moves = new ArrayList<>();
        OpenExercise open = situation.before().open();
        if (open != null && situation.observation() != null) {
            moves.add(
                    situation.observation().answer() instanceof AnswerCheck.Right right
                            ? new TeachingMove.Praise(open.itemId(), right.matched())
                            : new TeachingMove.Reveal(open.itemId()));
        }
        Item item = order.next();
        int seed = item.parameters() == null ? -1 : random.nextInt(ExerciseId.MAX_SEED + 1);
        moves.add(new TeachingMove.Ask(new ExerciseId(item.id(), seed).toString(), false));
        return moves;
    }
}
