package parley.tutor.teaching;

import java.util.List;
import java.util.Optional;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Unit;
import parley.tutor.learner.Knowledge;
import parley.tutor.path.PathPlanner;
import parley.tutor.teaching.TeachingMove.Milestone;

/** Says when an answer has completed a unit or the course: when its last concept became mastered. Pure. */
final class Milestones {
    private final Course course;

    Milestones(Course course) {
        this.course = course;
    }

    Optional<Milestone> of(Lesson lesson, OpenItem open) {
        String concept = open.concept().id();
        Knowledge after = lesson.after().progress().knowledge();
        boolean becameMastered = after.concept(concept).mastered()
                && !lesson.before().knowledge().concept(concept).mastered();
        Optional<Unit> unit = course.unitOf(open.exerciseId());
        if (!becameMastered || unit.isEmpty() || !done(unit.get().concepts(), after)) {
            return Optional.empty();
        }
        return Optional.of(new Milestone(unit.get().id(), done(course.concepts(), after)));
    }

    private static boolean done(List<Concept> concepts, Knowledge knowledge) {
        return concepts.stream().allMatch(c -> c.items().isEmpty() || PathPlanner.passedOver(knowledge, c.id()));
    }
}
