package parley.tutor.teaching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.prompts.course.ExerciseId;
import parley.tutor.learner.Known;
import parley.tutor.path.Next;
import parley.tutor.path.PathPlanner;
import parley.tutor.teaching.TeachingMove.AcceptContest;
import parley.tutor.teaching.TeachingMove.Ask;
import parley.tutor.teaching.TeachingMove.Placed;
import parley.tutor.teaching.TeachingMove.Reason;

/** Turns the path's advice into moves, of which the last is the question. Pure and thread-safe. */
final class NextExercise {
    /** What was asked in so many replies is not put again while there is something else. */
    private static final int REMEMBERED_REPLIES = 6;

    private final PathPlanner planner;

    NextExercise(PathPlanner planner) {
        this.planner = planner;
    }

    /** The open exercise once more, or the next when none is open. */
    List<TeachingMove> again(Lesson lesson) {
        return lesson.open().isPresent() ? List.of(new Ask(lesson.open().get().exerciseId(), true)) : next(lesson);
    }

    /** On along the path; says where the learner was placed when that has just been found out. */
    List<TeachingMove> next(Lesson lesson) {
        Optional<Placed> placed = planner.placed(lesson.after());
        return placed.isPresent() ? from(placed.get(), lesson) : advised(lesson.after(), lesson);
    }

    /** Ends the diagnostic start here. */
    List<TeachingMove> withoutPlacement(Lesson lesson) {
        return from(planner.placedEarly(lesson.after()), lesson);
    }

    private List<TeachingMove> from(Placed placed, Lesson lesson) {
        List<TeachingMove> moves = new ArrayList<>();
        moves.add(placed);
        moves.addAll(advised(PathPlanner.after(lesson.after(), placed), lesson));
        return moves;
    }

    private List<TeachingMove> advised(Known known, Lesson lesson) {
        List<TeachingMove> moves = new ArrayList<>();
        planner.next(known, lesson.situation().now(), lesson.situation().seed(), lesson.just(), askedOfLate(lesson))
                .ifPresent(next -> {
                    if (next.reason().kind() == Reason.Kind.CHECK) {
                        moves.add(new AcceptContest(next.reason().conceptId()));
                    }
                    moves.add(ask(next));
                });
        return moves;
    }

    /** An exercise of the same build as the open one, or that one again. */
    List<TeachingMove> similar(Lesson lesson, OpenItem open) {
        return planner.similar(lesson.after(), lesson.situation().seed(), open.exerciseId())
                .map(next -> List.<TeachingMove>of(ask(next)))
                .orElseGet(() -> again(lesson));
    }

    /** Something that will very probably be answered rightly, or the open exercise again. */
    List<TeachingMove> withinReach(Lesson lesson, OpenItem open) {
        return planner.withinReach(lesson.after(), lesson.situation().seed(), open.exerciseId())
                .map(next -> List.<TeachingMove>of(ask(next)))
                .orElseGet(() -> again(lesson));
    }

    /** Takes the learner's claim to know a concept at its word, so far as to check it. */
    List<TeachingMove> check(Lesson lesson, String conceptId) {
        return planner.check(lesson.after(), lesson.situation().seed(), conceptId, lesson.just())
                .map(next -> List.<TeachingMove>of(new AcceptContest(conceptId), ask(next)))
                .orElseGet(() -> again(lesson));
    }

    private static Ask ask(Next next) {
        return new Ask(next.exerciseId(), false, next.reason());
    }

    private static Set<String> askedOfLate(Lesson lesson) {
        Set<String> asked = new HashSet<>();
        List<List<TeachingMove>> replies = lesson.situation().replies();
        for (List<TeachingMove> moves :
                replies.subList(Math.max(0, replies.size() - REMEMBERED_REPLIES), replies.size())) {
            for (TeachingMove move : moves) {
                if (move instanceof Ask ask) {
                    asked.add(ExerciseId.itemIdOf(ask.itemId()));
                }
            }
        }
        return asked;
    }
}
