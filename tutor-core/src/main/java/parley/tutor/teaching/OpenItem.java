package parley.tutor.teaching;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.Misconception;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearnerProgress.OpenExercise;
import parley.tutor.teaching.TeachingMove.Reason;

/** The open exercise together with its item and concept, which the course really has. Immutable. */
record OpenItem(
        Item item,
        Concept concept,
        String exerciseId,
        int hintsGiven,
        int misses,
        @Nullable Reason reason) {

    static Optional<OpenItem> of(Course course, LearnerProgress progress) {
        OpenExercise exercise = progress.open();
        if (exercise == null) {
            return Optional.empty();
        }
        String id = exercise.itemId();
        return course.conceptOf(id)
                .flatMap(concept -> course.item(id)
                        .map(item -> new OpenItem(
                                item,
                                concept,
                                id,
                                Math.max(0, exercise.hintsGiven()),
                                exercise.misses(),
                                exercise.reason())));
    }

    boolean hintLeft() {
        return hintsGiven < item.hints().size();
    }

    /** Whether telling the answer is fair: help came first, or there is none to give. */
    boolean mayReveal() {
        return hintsGiven > 0 || item.hints().isEmpty();
    }

    boolean putFor(Reason.Kind kind) {
        return reason != null && reason.kind() == kind;
    }

    /** The id, if the item or its concept has such a misconception; else empty. */
    String known(String misconceptionId) {
        return misconception(misconceptionId).isPresent() ? misconceptionId : "";
    }

    /** The misconception with its contrast, where either the item's or the concept's account of it has one. */
    Optional<Misconception> misconception(String id) {
        Optional<Misconception> ofItem =
                item.misconceptions().stream().filter(m -> m.id().equals(id)).findFirst();
        Optional<Misconception> ofConcept =
                concept.misconceptions().stream().filter(m -> m.id().equals(id)).findFirst();
        return ofConcept.filter(m -> m.contrast() != null).or(() -> ofItem).or(() -> ofConcept);
    }
}
