package parley.tutor.teaching;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearnerProgress.ItemRecord;

/**
 * Which item of a course comes next: in the course's order, going on from the current one and round to the start, first
 * what was never settled, then what had to be revealed, then what was answered only with help, then everything again.
 * Pure.
 */
final class ItemOrder {
    private static final List<Predicate<ItemRecord>> ROUNDS = List.of(
            record -> !record.settled() && !record.revealed(),
            record -> !record.settled(),
            record -> record.unaided() == 0,
            record -> true);

    private final Course course;

    ItemOrder(Course course) {
        this.course = course;
    }

    /** The item after {@code current}; empty only for a course without items. */
    Optional<Item> next(LearnerProgress progress, Optional<Item> current) {
        List<Item> items = course.items();
        int start = current.map(items::indexOf).orElse(-1) + 1;
        for (Predicate<ItemRecord> round : ROUNDS) {
            for (int i = 0; i < items.size(); i++) {
                Item item = items.get((start + i) % items.size());
                boolean other = current.isEmpty() || !current.get().id().equals(item.id());
                if (other && round.test(progress.item(item.id()))) {
                    return Optional.of(item);
                }
            }
        }
        return current;
    }

    /** An item of the same unit that the learner has answered without help: within reach, when the open one is not. */
    Optional<Item> withinReach(LearnerProgress progress, Item current) {
        return course.unitOf(current.id()).stream()
                .flatMap(unit -> unit.concepts().stream())
                .flatMap(concept -> concept.items().stream())
                .filter(item -> !item.id().equals(current.id())
                        && progress.item(item.id()).unaided() > 0)
                .findFirst();
    }
}
