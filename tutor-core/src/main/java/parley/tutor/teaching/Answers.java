package parley.tutor.teaching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.tutor.path.Repeated;
import parley.tutor.teaching.TeachingMove.Ask;
import parley.tutor.teaching.TeachingMove.Contrast;
import parley.tutor.teaching.TeachingMove.Encourage;
import parley.tutor.teaching.TeachingMove.Hint;
import parley.tutor.teaching.TeachingMove.Praise;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.teaching.TeachingMove.Recast;
import parley.tutor.teaching.TeachingMove.Reveal;
import parley.tutor.teaching.TeachingMove.TryAgain;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Observation;
import parley.tutor.understanding.Slip;

/**
 * Responds to graded answers, Socratically: from the learner's own step, one rung of the ladder at a time, and the answer
 * last. Pure and thread-safe.
 */
final class Answers {
    /** With this many wrong answers to one exercise the answer is told, even when hints are left. */
    static final int MISSES_UNTIL_REVEAL = 3;

    private final Course course;
    private final NextExercise exercises;
    private final Milestones milestones;

    Answers(Course course, NextExercise exercises) {
        this.course = course;
        this.exercises = exercises;
        this.milestones = new Milestones(course);
    }

    List<TeachingMove> right(AnswerCheck.Right right, Lesson lesson, OpenItem open) {
        List<TeachingMove> moves = new ArrayList<>();
        moves.add(new Praise(open.exerciseId(), right.matched()));
        if (!lesson.diagnosing()) {
            milestones.of(lesson, open).ifPresent(moves::add);
            Stopping.offer(lesson).ifPresent(moves::add);
        }
        moves.addAll(exercises.next(lesson));
        return moves;
    }

    List<TeachingMove> wrong(AnswerCheck.Wrong wrong, Observation observation, Lesson lesson, OpenItem open) {
        TryAgain tryAgain = new TryAgain(open.exerciseId(), open.known(wrong.misconceptionId()), wrong.slip());
        if (wrong.slip() instanceof Slip.NotReadable) {
            return List.of(tryAgain, new Ask(open.exerciseId(), true));
        }
        if (lesson.diagnosing()) {
            // It was to be found out, and is: nothing is drilled before teaching has begun.
            return exercises.next(lesson);
        }
        if (onlyItsForm(wrong.slip()) && open.misses() == 0) {
            return List.of(tryAgain, new Ask(open.exerciseId(), true));
        }
        Optional<List<TeachingMove>> misconceived = misconceived(tryAgain, lesson, open);
        if (misconceived.isPresent()) {
            return misconceived.get();
        }
        boolean enough = !open.hintLeft() || open.misses() + 1 >= MISSES_UNTIL_REVEAL;
        if (enough && open.mayReveal() && (open.hintsGiven() > 0 || open.misses() > 0)) {
            List<TeachingMove> moves = new ArrayList<>(List.of(tryAgain, new Reveal(open.exerciseId())));
            moves.addAll(exercises.next(lesson));
            return moves;
        }
        List<TeachingMove> moves = new ArrayList<>();
        if (open.putFor(Reason.Kind.CHECK) && open.misses() == 0) {
            // Who said that they know it and then fails needs a kind word more than a correction.
            moves.add(new Encourage());
        } else {
            moves.addAll(recast(observation));
        }
        moves.add(tryAgain);
        moves.add(open.hintLeft() ? hint(open) : new Ask(open.exerciseId(), true));
        return moves;
    }

    /** The answer itself is right or nearly so; its own words say what is missing, and no hint is needed. */
    private static boolean onlyItsForm(@Nullable Slip slip) {
        return switch (slip) {
            case null -> false;
            case Slip.MissingUnit missing -> true;
            case Slip.WrongForm form -> true;
            case Slip.NotPrecise precise -> true;
            case Slip.NotReadable unreadable -> true;
            case Slip.WrongUnit unit -> false;
            case Slip.FirstWrongStep step -> false;
            case Slip.PartlyRight partly -> false;
        };
    }

    /** A misconception that came again is not drilled but talked about: another explanation, a contrast, a fresh start. */
    private Optional<List<TeachingMove>> misconceived(TryAgain tryAgain, Lesson lesson, OpenItem open) {
        String shown = tryAgain.misconceptionId();
        boolean again = !shown.isEmpty()
                && Repeated.misconception(lesson.after()
                                .progress()
                                .knowledge()
                                .concept(open.concept().id())
                                .evidence())
                        .filter(shown::equals)
                        .isPresent();
        if (!again) {
            return Optional.empty();
        }
        List<TeachingMove> moves = new ArrayList<>();
        moves.add(tryAgain);
        moves.add(ExplanationChoice.of(open.concept(), prerequisites(open), lesson));
        boolean contrasted =
                open.misconception(shown).filter(m -> m.contrast() != null).isPresent();
        if (contrasted) {
            moves.add(new Contrast(open.concept().id(), shown));
        }
        moves.addAll(exercises.similar(lesson, open));
        return Optional.of(moves);
    }

    private List<Concept> prerequisites(OpenItem open) {
        return open.concept().prerequisites().stream()
                .flatMap(id -> course.concept(id).stream())
                .toList();
    }

    /** A hint, or the answer and the next exercise. */
    List<TeachingMove> helped(OpenItem open, boolean byHint, Lesson lesson) {
        if (byHint) {
            return List.of(hint(open));
        }
        List<TeachingMove> moves = new ArrayList<>();
        moves.add(new Reveal(open.exerciseId()));
        moves.addAll(exercises.next(lesson));
        return moves;
    }

    private static Hint hint(OpenItem open) {
        return new Hint(open.exerciseId(), open.hintsGiven());
    }

    /** The first correction only: its corrected sentence holds the others, and one at a time is heard. */
    static List<TeachingMove> recast(Observation observation) {
        return observation.corrections().stream()
                .limit(1)
                .<TeachingMove>map(Recast::new)
                .toList();
    }
}
