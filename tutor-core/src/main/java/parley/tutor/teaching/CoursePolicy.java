package parley.tutor.teaching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.Unit;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearnerProgress.OpenExercise;
import parley.tutor.teaching.TeachingMove.Ask;
import parley.tutor.teaching.TeachingMove.Clarify;
import parley.tutor.teaching.TeachingMove.Close;
import parley.tutor.teaching.TeachingMove.Encourage;
import parley.tutor.teaching.TeachingMove.Explain;
import parley.tutor.teaching.TeachingMove.Hint;
import parley.tutor.teaching.TeachingMove.Milestone;
import parley.tutor.teaching.TeachingMove.Praise;
import parley.tutor.teaching.TeachingMove.Recast;
import parley.tutor.teaching.TeachingMove.Respond;
import parley.tutor.teaching.TeachingMove.Reveal;
import parley.tutor.teaching.TeachingMove.Topic;
import parley.tutor.teaching.TeachingMove.TryAgain;
import parley.tutor.teaching.TeachingMove.Welcome;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;

/**
 * Teaches a course in its order, Socratically: an answer is told only after a hint was used (or where an item has none),
 * one question at a time, feelings before content. Pure and thread-safe.
 */
public final class CoursePolicy implements TeachingPolicy {
    /** With this many wrong answers to one exercise the answer is told, even when hints are left. */
    static final int MISSES_UNTIL_REVEAL = 3;

    /** Who knows nothing after this many hints is told the answer. */
    static final int HINTS_WITHOUT_IDEA = 2;

    /** From this many misses on, distress is met with an exercise within reach instead of the same again. */
    static final int MISSES_UNTIL_EASIER = 2;

    private final Course course;
    private final ItemOrder order;

    public CoursePolicy(Course course) {
        this.course = course;
        this.order = new ItemOrder(course);
    }

    /** The open exercise together with its item, which the course really has. */
    private record Open(Item item, int hintsGiven, int misses) {
        boolean hintLeft() {
            return hintsGiven < item.hints().size();
        }

        /** Whether telling the answer is fair: help came first, or there is none to give. */
        boolean mayReveal() {
            return hintsGiven > 0 || item.hints().isEmpty();
        }
    }

    @Override
    public List<TeachingMove> decide(Situation situation) {
        Observation observation = situation.observation();
        LearnerProgress progress = situation.before();
        boolean conversationIsNew = situation.conversationIsNew();
        Optional<Open> open = open(progress);
        List<TeachingMove> moves = new ArrayList<>();
        if (observation == null) {
            moves.add(new Welcome(!conversationIsNew || progress.replies() > 0));
            moves.addAll(again(progress, open));
        } else {
            moves.addAll(answering(observation, progress, open));
            if (conversationIsNew && greets(observation)) {
                // A greeting is answered by the welcome; two greetings in one reply sound odd.
                moves.removeIf(move -> move instanceof Respond(Topic topic) && topic == Topic.SMALL_TALK);
                moves.addFirst(new Welcome(progress.replies() > 0));
            }
        }
        if (moves.isEmpty()) {
            // A course without a single item still gets an honest answer.
            moves.add(new Respond(Topic.ABOUT_TUTOR));
        }
        return List.copyOf(moves);
    }

    private List<TeachingMove> answering(Observation observation, LearnerProgress progress, Optional<Open> open) {
        boolean aboutOpen = open.isPresent() && open.get().item().id().equals(observation.itemId());
        return switch (observation.answer()) {
            case AnswerCheck.Right right when aboutOpen -> right(right, progress, open.get());
            case AnswerCheck.Wrong wrong when aboutOpen -> wrong(wrong, observation, progress, open.get());
            case AnswerCheck.Unclear unclear -> List.of(clarify(unclear, open));
            // Graded against an exercise that is no longer open: nothing is held against the learner.
            case AnswerCheck.Right right -> again(progress, open);
            case AnswerCheck.Wrong wrong -> again(progress, open);
            case AnswerCheck.NotAnAnswer none -> noAnswer(observation, progress, open);
        };
    }

    private List<TeachingMove> right(AnswerCheck.Right right, LearnerProgress progress, Open open) {
        List<TeachingMove> moves = new ArrayList<>();
        moves.add(new Praise(open.item().id(), right.matched()));
        milestone(progress, open.item()).ifPresent(moves::add);
        moves.addAll(next(progress, Optional.of(open)));
        return moves;
    }

    private List<TeachingMove> wrong(
            AnswerCheck.Wrong wrong, Observation observation, LearnerProgress progress, Open open) {
        TryAgain tryAgain = new TryAgain(open.item().id(), known(open.item(), wrong.misconceptionId()));
        boolean enough = !open.hintLeft() || open.misses() + 1 >= MISSES_UNTIL_REVEAL;
        boolean tell = enough && open.mayReveal() && (open.hintsGiven() > 0 || open.misses() > 0);
        if (tell) {
            List<TeachingMove> moves =
                    new ArrayList<>(List.of(tryAgain, new Reveal(open.item().id())));
            moves.addAll(next(progress, Optional.of(open)));
            return moves;
        }
        List<TeachingMove> moves = new ArrayList<>(recast(observation));
        moves.add(tryAgain);
        moves.add(open.hintLeft() ? hint(open) : new Ask(open.item().id(), true));
        return moves;
    }

    private Clarify clarify(AnswerCheck.Unclear unclear, Optional<Open> open) {
        // What was heard may be the answer that the recogniser was told to expect; it isn't given away.
        boolean leaks = open.isPresent() && AnswerLeak.of(open.get().item()).in(unclear.heard());
        return new Clarify(leaks ? "" : unclear.heard(), List.of());
    }

    private List<TeachingMove> noAnswer(Observation observation, LearnerProgress progress, Optional<Open> open) {
        return switch (observation.intent()) {
            case ASKS_HINT -> open.map(o -> helped(o, o.hintLeft(), progress)).orElseGet(() -> again(progress, open));
            case DOES_NOT_KNOW ->
                open.map(o -> helped(o, o.hintLeft() && o.hintsGiven() < HINTS_WITHOUT_IDEA, progress))
                        .orElseGet(() -> again(progress, open));
            case ASKS_ANSWER ->
                open.map(o -> helped(o, o.hintLeft() && !o.mayReveal(), progress))
                        .orElseGet(() -> again(progress, open));
            case ASKS_CONCEPT -> {
                List<TeachingMove> moves = new ArrayList<>(recast(observation));
                concept(observation, open).ifPresent(id -> moves.add(new Explain(id)));
                moves.addAll(again(progress, open));
                yield moves;
            }
            case ASKS_REPEAT, READY, ANSWER -> again(progress, open);
            case ASKS_SKIP -> next(progress, open);
            case DISTRESS -> {
                List<TeachingMove> moves = new ArrayList<>();
                moves.add(new Encourage());
                moves.addAll(easier(progress, open));
                yield moves;
            }
            case ASKS_ABOUT_TUTOR -> responding(Topic.ABOUT_TUTOR, observation, progress, open);
            case SMALL_TALK -> responding(Topic.SMALL_TALK, observation, progress, open);
            case OFF_COURSE -> responding(Topic.OFF_COURSE, observation, progress, open);
            case GOODBYE -> List.of(new Close());
            case CONTESTS, ASKS_WHY, ASKS_PLAN, ASKS_TEACHER, DECLINES, UNCLEAR -> again(progress, open);
        };
    }

    private List<TeachingMove> responding(
            Topic topic, Observation observation, LearnerProgress progress, Optional<Open> open) {
        List<TeachingMove> moves = new ArrayList<>(recast(observation));
        moves.add(new Respond(topic));
        moves.addAll(again(progress, open));
        return moves;
    }

    /** A hint, or the answer and the next exercise. */
    private List<TeachingMove> helped(Open open, boolean byHint, LearnerProgress progress) {
        if (byHint) {
            return List.of(hint(open));
        }
        List<TeachingMove> moves = new ArrayList<>();
        moves.add(new Reveal(open.item().id()));
        moves.addAll(next(progress, Optional.of(open)));
        return moves;
    }

    private static Hint hint(Open open) {
        return new Hint(open.item().id(), open.hintsGiven());
    }

    /** The first correction only: its corrected sentence holds the others, and one at a time is heard. */
    private static List<TeachingMove> recast(Observation observation) {
        return observation.corrections().stream()
                .limit(1)
                .<TeachingMove>map(Recast::new)
                .toList();
    }

    private List<TeachingMove> again(LearnerProgress progress, Optional<Open> open) {
        return open.isPresent() ? List.of(new Ask(open.get().item().id(), true)) : next(progress, open);
    }

    private List<TeachingMove> next(LearnerProgress progress, Optional<Open> open) {
        return order.next(progress, open.map(Open::item)).stream()
                .<TeachingMove>map(item -> new Ask(item.id(), false))
                .toList();
    }

    private List<TeachingMove> easier(LearnerProgress progress, Optional<Open> open) {
        return open.filter(o -> o.misses() >= MISSES_UNTIL_EASIER)
                .flatMap(o -> order.withinReach(progress, o.item()))
                .map(item -> List.<TeachingMove>of(new Ask(item.id(), false)))
                .orElseGet(() -> again(progress, open));
    }

    /** The unit or course that this first right answer completes. */
    private Optional<TeachingMove> milestone(LearnerProgress progress, Item answered) {
        Optional<Unit> unit = course.unitOf(answered.id());
        if (unit.isEmpty() || progress.item(answered.id()).settled()) {
            return Optional.empty();
        }
        if (othersSettled(course.items(), progress, answered)) {
            return Optional.of(new Milestone(unit.get().id(), true));
        }
        List<Item> ofUnit =
                unit.get().concepts().stream().flatMap(c -> c.items().stream()).toList();
        return othersSettled(ofUnit, progress, answered)
                ? Optional.of(new Milestone(unit.get().id(), false))
                : Optional.empty();
    }

    private static boolean othersSettled(List<Item> items, LearnerProgress progress, Item answered) {
        return items.stream()
                .allMatch(i ->
                        i.id().equals(answered.id()) || progress.item(i.id()).settled());
    }

    private Optional<String> concept(Observation observation, Optional<Open> open) {
        return course.concept(observation.conceptId())
                .or(() -> open.flatMap(o -> course.conceptOf(o.item().id())))
                .map(c -> c.id());
    }

    private static String known(Item item, String misconceptionId) {
        return item.misconceptions().stream().anyMatch(m -> m.id().equals(misconceptionId)) ? misconceptionId : "";
    }

    private static boolean greets(Observation observation) {
        return observation.answer() instanceof AnswerCheck.NotAnAnswer
                && (observation.intent() == Intent.SMALL_TALK
                        || observation.intent() == Intent.READY
                        || observation.intent() == Intent.OFF_COURSE);
    }

    private Optional<Open> open(LearnerProgress progress) {
        OpenExercise exercise = progress.open();
        return exercise == null
                ? Optional.empty()
                : course.item(exercise.itemId())
                        .map(item -> new Open(item, Math.max(0, exercise.hintsGiven()), exercise.misses()));
    }
}
