package parley.tutor.teaching;

import java.util.Optional;
import parley.prompts.course.Course;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.teaching.TeachingMove.Reason;

/**
 * One decision's situation, seen with the course. Immutable.
 *
 * @param open the exercise that was open when the learner spoke
 * @param after what is known with the learner's turn folded in
 */
record Lesson(Situation situation, Optional<OpenItem> open, Known after) {

    static Lesson of(Course course, Situation situation) {
        Known known = situation.known();
        return new Lesson(
                situation,
                OpenItem.of(course, situation.before()),
                new Known(situation.after(), known.ratings(), known.profile(), known.habits()));
    }

    LearnerProgress before() {
        return situation.before();
    }

    /** Whether the open exercise is one of the diagnostic start, which finds out and doesn't teach. */
    boolean diagnosing() {
        return open.isPresent()
                && open.get().putFor(Reason.Kind.DIAGNOSTIC)
                && !before().knowledge().placement().done();
    }

    /** The exercise that is not to be put again at once: the open one, or the last that was answered; may be empty. */
    String just() {
        return open.map(OpenItem::exerciseId)
                .orElseGet(() -> before().knowledge().recent().isEmpty()
                        ? ""
                        : before().knowledge().recent().getLast().exerciseId());
    }
}
