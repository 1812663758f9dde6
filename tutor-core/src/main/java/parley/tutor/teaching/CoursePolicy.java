package parley.tutor.teaching;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.prompts.course.Course;
import parley.tutor.learner.Engagement;
import parley.tutor.path.PathPlanner;
import parley.tutor.path.Plan;
import parley.tutor.teaching.TeachingMove.Ask;
import parley.tutor.teaching.TeachingMove.AskIntent;
import parley.tutor.teaching.TeachingMove.Clarify;
import parley.tutor.teaching.TeachingMove.Close;
import parley.tutor.teaching.TeachingMove.Encourage;
import parley.tutor.teaching.TeachingMove.OfferHandOff;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.teaching.TeachingMove.Respond;
import parley.tutor.teaching.TeachingMove.SayPlan;
import parley.tutor.teaching.TeachingMove.SayWhy;
import parley.tutor.teaching.TeachingMove.Topic;
import parley.tutor.teaching.TeachingMove.Welcome;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;

/**
 * Teaches a course along the learner's path, Socratically: an answer is told only after a hint was used (or where an item
 * has none), one question at a time, feelings before content. A new learner is first placed, or goes on without. Pure
 * and thread-safe; a decision takes well under 2 ms for a course of 200 items.
 */
public final class CoursePolicy implements TeachingPolicy {
    /** Who knows nothing after this many hints is told the answer. */
    static final int HINTS_WITHOUT_IDEA = 2;

    /** From this many misses on, distress is met with an exercise within reach instead of the same again. */
    static final int MISSES_UNTIL_EASIER = 1;

    /** So many diagnostic questions skipped mean that the learner would rather begin. */
    static final int SKIPS_UNTIL_START = 2;

    /** An exercise left for so long is out of mind: the path begins with what is due instead. */
    static final Duration STALE = Duration.ofHours(12);

    /** Readings beside the one that was heard that the tutor names: more can't be kept in mind when listening. */
    private static final int MOST_NAMED = 1;

    /** Who says nothing for so long after a question is still there. */
    private static final Duration MOMENT = Duration.ofMinutes(2);

    /** More concepts than this at once are no plan to keep in mind. */
    static final int MAX_PLANNED = 5;

    private final Course course;
    private final PathPlanner planner;
    private final NextExercise exercises;
    private final Answers answers;
    private final Questions questions;

    public CoursePolicy(Course course) {
        this.course = course;
        this.planner = new PathPlanner(course);
        this.exercises = new NextExercise(planner);
        this.answers = new Answers(course, exercises);
        this.questions = new Questions(course, exercises);
    }

    @Override
    public List<TeachingMove> decide(Situation situation) {
        Lesson lesson = Lesson.of(course, situation);
        Observation observation = situation.observation();
        List<TeachingMove> moves = new ArrayList<>();
        if (observation == null) {
            moves.addAll(opening(lesson));
        } else {
            moves.addAll(answering(observation, lesson));
            if (situation.conversationIsNew() && greets(observation)) {
                // A greeting is answered by the welcome; two greetings in one reply sound odd.
                moves.removeIf(move -> move instanceof Respond(Topic topic) && topic == Topic.SMALL_TALK);
                moves.addFirst(new Welcome(lesson.before().replies() > 0));
            }
        }
        if (moves.isEmpty()) {
            // A course without a single item still gets an honest answer.
            moves.add(new Respond(Topic.ABOUT_TUTOR));
        }
        return List.copyOf(moves);
    }

    /** The tutor speaks first; who comes back to reviews is told of them. */
    private List<TeachingMove> opening(Lesson lesson) {
        Situation situation = lesson.situation();
        boolean returning = !situation.conversationIsNew() || lesson.before().replies() > 0;
        List<TeachingMove> moves = new ArrayList<>();
        moves.add(fellSilent(lesson) ? new Encourage() : new Welcome(returning));
        if (situation.conversationIsNew()
                && !planner.due(lesson.after(), situation.now()).isEmpty()) {
            moves.add(plan(lesson));
        }
        var open = lesson.before().open();
        Instant asked = open == null ? null : open.askedAt();
        boolean stale = situation.conversationIsNew()
                && asked != null
                && Duration.between(asked, situation.now()).compareTo(STALE) > 0;
        moves.addAll(stale ? exercises.next(lesson) : exercises.again(lesson));
        return moves;
    }

    /** The question was put a moment ago: who is still there is not welcomed back. */
    private static boolean fellSilent(Lesson lesson) {
        Situation situation = lesson.situation();
        var open = lesson.before().open();
        Instant asked = open == null ? null : open.askedAt();
        return !situation.conversationIsNew()
                && asked != null
                && Duration.between(asked, situation.now()).compareTo(MOMENT) <= 0;
    }

    private List<TeachingMove> answering(Observation observation, Lesson lesson) {
        if (observation.intent() == Intent.UNCLEAR) {
            return List.of(new AskIntent(unlessTelling(heard(observation, lesson), lesson)));
        }
        Optional<OpenItem> answered = lesson.open().filter(o -> o.exerciseId().equals(observation.itemId()));
        return switch (observation.answer()) {
            case AnswerCheck.Right right when answered.isPresent() -> answers.right(right, lesson, answered.get());
            case AnswerCheck.Wrong wrong
            when answered.isPresent() -> answers.wrong(wrong, observation, lesson, answered.get());
            case AnswerCheck.Unclear unclear -> List.of(clarifying(unclear, lesson));
            // Graded against an exercise that is no longer open: nothing is held against the learner.
            case AnswerCheck.Right right -> exercises.again(lesson);
            case AnswerCheck.Wrong wrong -> exercises.again(lesson);
            case AnswerCheck.NotAnAnswer none -> noAnswer(observation, lesson);
        };
    }

    private static String heard(Observation observation, Lesson lesson) {
        return observation.answer() instanceof AnswerCheck.Unclear unclear
                ? unclear.heard()
                : lesson.situation().said().strip();
    }

    /** What was heard may be the answer that the recogniser was told to expect; it isn't given away. */
    private static String unlessTelling(String heard, Lesson lesson) {
        boolean leaks = lesson.open().isPresent()
                && AnswerLeak.of(lesson.open().get().item()).in(heard);
        return leaks ? "" : heard;
    }

    /**
     * What was heard is named together with what else it may have been, or alone when one of these would tell the answer:
     * naming only those that do not would tell which is right.
     */
    private static Clarify clarifying(AnswerCheck.Unclear unclear, Lesson lesson) {
        String heard = unlessTelling(unclear.heard(), lesson);
        List<String> others = unclear.alternatives() == null ? List.of() : unclear.alternatives();
        List<String> named = others.stream().limit(MOST_NAMED).toList();
        boolean telling = heard.isEmpty()
                || named.stream().anyMatch(other -> unlessTelling(other, lesson).isEmpty());
        return new Clarify(heard, telling ? List.of() : named);
    }

    private List<TeachingMove> noAnswer(Observation observation, Lesson lesson) {
        return switch (observation.intent()) {
            case ASKS_HINT -> helped(lesson, o -> o.hintLeft());
            case DOES_NOT_KNOW ->
                lesson.diagnosing()
                        ? exercises.next(lesson)
                        : helped(lesson, o -> o.hintLeft() && o.hintsGiven() < HINTS_WITHOUT_IDEA);
            case ASKS_ANSWER ->
                lesson.diagnosing() ? exercises.next(lesson) : helped(lesson, o -> o.hintLeft() && !o.mayReveal());
            case ASKS_CONCEPT -> questions.aboutCourse(observation, lesson);
            case OFF_COURSE -> questions.offCourse(observation, lesson);
            case READY -> {
                Optional<OfferHandOff> offered = Questions.offered(lesson);
                yield offered.isPresent() ? questions.handOff(offered.get(), lesson) : exercises.again(lesson);
            }
            case DECLINES ->
                lesson.diagnosing() && Questions.offered(lesson).isEmpty()
                        ? exercises.withoutPlacement(lesson)
                        : exercises.again(lesson);
            case ASKS_TEACHER -> questions.teacher(lesson);
            case ASKS_REPEAT, ANSWER, UNCLEAR -> exercises.again(lesson);
            case ASKS_SKIP ->
                lesson.diagnosing() && skipped(lesson) + 1 >= SKIPS_UNTIL_START
                        ? exercises.withoutPlacement(lesson)
                        : exercises.next(lesson);
            case DISTRESS -> distress(lesson);
            case ASKS_ABOUT_TUTOR -> responding(Topic.ABOUT_TUTOR, observation, lesson);
            case SMALL_TALK -> responding(Topic.SMALL_TALK, observation, lesson);
            case GOODBYE -> List.of(new Close());
            case CONTESTS -> contested(observation, lesson);
            case ASKS_WHY -> why(lesson);
            case ASKS_PLAN -> {
                List<TeachingMove> moves = new ArrayList<>();
                moves.add(plan(lesson));
                moves.addAll(exercises.again(lesson));
                yield moves;
            }
        };
    }

    /** Whether help is a hint; otherwise it is the answer. */
    @FunctionalInterface
    private interface ByHint {
        boolean test(OpenItem open);
    }

    private List<TeachingMove> helped(Lesson lesson, ByHint byHint) {
        return lesson.open()
                .map(o -> answers.helped(o, byHint.test(o), lesson))
                .orElseGet(() -> exercises.again(lesson));
    }

    private List<TeachingMove> distress(Lesson lesson) {
        List<TeachingMove> moves = new ArrayList<>();
        moves.add(new Encourage());
        if (lesson.diagnosing()) {
            moves.addAll(exercises.withoutPlacement(lesson));
        } else {
            moves.addAll(lesson.open()
                    .filter(o -> o.misses() >= MISSES_UNTIL_EASIER)
                    .map(o -> exercises.withinReach(lesson, o))
                    .orElseGet(() -> exercises.again(lesson)));
        }
        return moves;
    }

    private List<TeachingMove> responding(Topic topic, Observation observation, Lesson lesson) {
        List<TeachingMove> moves = new ArrayList<>(Answers.recast(observation));
        moves.add(new Respond(topic));
        moves.addAll(exercises.again(lesson));
        return moves;
    }

    /** "I know this" is checked, once. */
    private List<TeachingMove> contested(Observation observation, Lesson lesson) {
        boolean inCheck = lesson.open().filter(o -> o.putFor(Reason.Kind.CHECK)).isPresent();
        Optional<String> concept = course.concept(observation.conceptId())
                .map(c -> c.id())
                .or(() -> lesson.open().map(o -> o.concept().id()));
        return inCheck || concept.isEmpty() ? exercises.again(lesson) : exercises.check(lesson, concept.get());
    }

    private List<TeachingMove> why(Lesson lesson) {
        if (lesson.open().isEmpty()) {
            return exercises.again(lesson);
        }
        OpenItem open = lesson.open().get();
        Reason reason = open.reason() == null
                ? new Reason(Reason.Kind.PRACTISE, open.concept().id(), "")
                : open.reason();
        return List.of(new SayWhy(open.exerciseId(), reason), new Ask(open.exerciseId(), true));
    }

    /** What fits into the rest of the day's minutes, or into as many again when the goal is reached. */
    private SayPlan plan(Lesson lesson) {
        Situation situation = lesson.situation();
        int goal = lesson.after().profile().minutesPerDay();
        long spent = Engagement.of(situation.known(), situation.now()).minutesToday();
        int minutes = spent < goal ? (int) (goal - spent) : goal;
        List<String> concepts =
                planner.plan(lesson.after(), situation.now(), Duration.ofMinutes(minutes)).steps().stream()
                        .map(Plan.Step::conceptId)
                        .distinct()
                        .limit(MAX_PLANNED)
                        .toList();
        return new SayPlan(concepts, minutes);
    }

    /** Diagnostic exercises that were put before the open one and not answered. */
    private static int skipped(Lesson lesson) {
        var knowledge = lesson.before().knowledge();
        long answered = knowledge.recent().stream().filter(a -> a.first()).count();
        return (int) Math.max(0, knowledge.placement().asked() - 1 - answered);
    }

    private static boolean greets(Observation observation) {
        return observation.answer() instanceof AnswerCheck.NotAnAnswer
                && (observation.intent() == Intent.SMALL_TALK
                        || observation.intent() == Intent.READY
                        || observation.intent() == Intent.OFF_COURSE);
    }
}
