package parley.tutor.learner;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.ExerciseId;
import parley.prompts.course.ExplanationStyle;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.MasteryContested;
import parley.tutor.learner.LearningEvent.ProfileChanged;
import parley.tutor.learner.LearningEvent.ToolUsed;
import parley.tutor.learner.LearningEvent.TurnReopened;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.understanding.Slip;

/**
 * What the journal says of a learner and the course's items; a pure fold, so rebuilding it gives the same value.
 * Immutable.
 *
 * @param items by item id, without seed; at most as many as the course has
 * @param open the exercise that waits for an answer, or null
 * @param knowledge what the answers say of ability, mastery and memory
 * @param replies how many replies the learner has heard; chooses among authored variants
 * @param distressed when the learner last told of distress, or null
 */
public record LearnerProgress(
        Map<String, ItemRecord> items,
        @Nullable OpenExercise open,
        long replies,
        Knowledge knowledge,
        @Nullable Instant distressed) {
    /**
     * Raised whenever folding the same journal gives another value: here, in {@link Knowledge}, {@link Circumstances} or
     * {@link ItemRatings}, by a changed constant, or by a kind of event or move that was passed over before. What was
     * folded by another version is folded again.
     */
    public static final int FOLD_VERSION = 2;

    public static final LearnerProgress EMPTY = new LearnerProgress(Map.of(), null, 0, Knowledge.NONE);

    public LearnerProgress(
            Map<String, ItemRecord> items, @Nullable OpenExercise open, long replies, Knowledge knowledge) {
        this(items, open, replies, knowledge, null);
    }

    public LearnerProgress {
        items = Map.copyOf(items);
    }

    /**
     * How a learner did with one item.
     *
     * @param attempts graded answers
     * @param right of these
     * @param unaided right ones before any hint
     * @param revealed whether the answer was told at the last meeting
     * @param lastReply the number of the reply at which it was last graded or revealed
     */
    public record ItemRecord(int attempts, int right, int unaided, boolean revealed, long lastReply) {
        static final ItemRecord NONE = new ItemRecord(0, 0, 0, false, 0);

        /** Whether it was answered rightly, or told, since it was last put. */
        public boolean settled() {
            return right > 0;
        }
    }

    /**
     * The exercise that waits for an answer.
     *
     * @param itemId the exercise's id, with its seed when it has one
     * @param hintsGiven rungs of the hint ladder already used
     * @param misses wrong answers so far
     * @param reason why it was put; null in journals of earlier versions
     * @param askedAt when it was last put or hinted at, or null when that is not known
     */
    public record OpenExercise(
            String itemId,
            int hintsGiven,
            int misses,
            @Nullable Reason reason,
            @Nullable Instant askedAt) {
        public OpenExercise(String itemId, int hintsGiven, int misses) {
            this(itemId, hintsGiven, misses, null, null);
        }

        OpenExercise missed() {
            return new OpenExercise(itemId, hintsGiven, misses + 1, reason, askedAt);
        }

        OpenExercise askedAgain(Instant at) {
            return new OpenExercise(itemId, hintsGiven, misses, reason, at);
        }
    }

    /** How it went with an item, by its id or an exercise's. */
    public ItemRecord item(String exerciseId) {
        return items.getOrDefault(ExerciseId.itemIdOf(exerciseId), ItemRecord.NONE);
    }

    /** The open exercise's item, or empty. */
    public String openItemId() {
        return open == null ? "" : open.itemId();
    }

    /** The progress after one more event of the journal. */
    public LearnerProgress after(LearningEvent event) {
        return switch (event) {
            case ConversationOpened opened -> this;
            case LearnerSpoke spoke -> this;
            case TurnReopened reopened -> this;
            case TutorReplied replied ->
                observed(replied.observation(), replied.attempt())
                        .felt(replied.observation(), replied.at())
                        .moved(replied.moves(), replied.at());
            case ToolUsed used -> this;
            case ProfileChanged changed -> this;
            case MasteryContested contested -> withKnowledge(knowledge.contested(contested.conceptId()));
        };
    }

    /** The progress once a turn was read; what the next moves are decided on. */
    public LearnerProgress observed(@Nullable Observation observation, @Nullable Attempt attempt) {
        var records = new HashMap<>(items);
        OpenExercise exercise = open;
        long number = replies + 1;
        if (observation != null && exercise != null && observation.itemId().equals(exercise.itemId())) {
            ItemRecord was = item(exercise.itemId());
            String itemId = ExerciseId.itemIdOf(exercise.itemId());
            switch (observation.answer()) {
                case AnswerCheck.Right right -> {
                    boolean unaided = exercise.hintsGiven() == 0 && exercise.misses() == 0;
                    records.put(
                            itemId,
                            new ItemRecord(
                                    was.attempts() + 1,
                                    was.right() + 1,
                                    was.unaided() + (unaided ? 1 : 0),
                                    false,
                                    number));
                    exercise = null;
                }
                // What could not be read as an answer says nothing of what is known.
                case AnswerCheck.Wrong wrong when wrong.slip() instanceof Slip.NotReadable -> {}
                case AnswerCheck.Wrong wrong -> {
                    records.put(
                            itemId,
                            new ItemRecord(was.attempts() + 1, was.right(), was.unaided(), was.revealed(), number));
                    exercise = exercise.missed();
                }
                case AnswerCheck.Unclear unclear -> {}
                case AnswerCheck.NotAnAnswer none -> {}
            }
        }
        return new LearnerProgress(
                records, exercise, replies, attempt == null ? knowledge : knowledge.after(attempt), distressed);
    }

    private LearnerProgress felt(@Nullable Observation observation, Instant at) {
        return observation == null || observation.intent() != Intent.DISTRESS
                ? this
                : new LearnerProgress(items, open, replies, knowledge, at);
    }

    private LearnerProgress moved(List<TeachingMove> moves, Instant at) {
        LearnerProgress now = this;
        for (TeachingMove move : moves) {
            now = switch (move) {
                case TeachingMove.Ask ask -> now.asked(ask, at);
                case TeachingMove.Hint hint -> now.hinted(hint, at);
                case TeachingMove.Reveal reveal -> now.revealed(reveal, at);
                case TeachingMove.Explain explain ->
                    now.withKnowledge(now.knowledge.explained(
                            explain.conceptId(),
                            explain.style() == null ? ExplanationStyle.DEFINITION : explain.style()));
                case TeachingMove.Placed placed -> now.withKnowledge(now.knowledge.placed(placed.knownConcepts()));
                case TeachingMove.AcceptContest accepted ->
                    now.withKnowledge(now.knowledge.contested(accepted.conceptId()));
                case TeachingMove.Welcome ignored -> now;
                case TeachingMove.Praise ignored -> now;
                case TeachingMove.Recast ignored -> now;
                case TeachingMove.TryAgain ignored -> now;
                case TeachingMove.Clarify ignored -> now;
                case TeachingMove.Encourage ignored -> now;
                case TeachingMove.Respond ignored -> now;
                case TeachingMove.Milestone ignored -> now;
                case TeachingMove.Close ignored -> now;
                case TeachingMove.Contrast ignored -> now;
                case TeachingMove.AskIntent ignored -> now;
                case TeachingMove.Quote ignored -> now;
                case TeachingMove.OfferHandOff ignored -> now;
                case TeachingMove.HandOff ignored -> now;
                case TeachingMove.SayWhy ignored -> now;
                case TeachingMove.SayPlan ignored -> now;
                case TeachingMove.OfferStop ignored -> now;
            };
        }
        return new LearnerProgress(now.items, now.open, replies + 1, now.knowledge, distressed);
    }

    private LearnerProgress asked(TeachingMove.Ask ask, Instant at) {
        if (ask.again() && open != null) {
            return withOpen(open.askedAgain(at));
        }
        // What was left after wrong answers was not recalled.
        Knowledge left = open != null && open.misses() > 0 ? lapsed(open, at) : knowledge;
        boolean diagnostic = ask.reason() != null && ask.reason().kind() == Reason.Kind.DIAGNOSTIC;
        return withKnowledge(diagnostic ? left.diagnosed() : left)
                .withOpen(new OpenExercise(ask.itemId(), 0, 0, ask.reason(), at));
    }

    private LearnerProgress hinted(TeachingMove.Hint hint, Instant at) {
        int misses = open == null ? 0 : open.misses();
        Reason reason = open == null ? null : open.reason();
        return withOpen(new OpenExercise(hint.itemId(), hint.rung() + 1, misses, reason, at));
    }

    private LearnerProgress revealed(TeachingMove.Reveal reveal, Instant at) {
        String itemId = ExerciseId.itemIdOf(reveal.itemId());
        ItemRecord was = item(itemId);
        var records = new HashMap<>(items);
        records.put(itemId, new ItemRecord(was.attempts(), was.right(), was.unaided(), true, replies + 1));
        boolean openOne = open != null && open.itemId().equals(reveal.itemId());
        return new LearnerProgress(
                records, null, replies, openOne && open != null ? lapsed(open, at) : knowledge, distressed);
    }

    /** A diagnostic exercise asks for what was perhaps never taught: there is nothing to forget. */
    private Knowledge lapsed(OpenExercise exercise, Instant at) {
        if (exercise.reason() != null) {
            return exercise.reason().kind() == Reason.Kind.DIAGNOSTIC
                    ? knowledge
                    : knowledge.lapsed(exercise.reason().conceptId(), at);
        }
        return knowledge.recent().reversed().stream()
                .filter(attempt -> attempt.exerciseId().equals(exercise.itemId()))
                .findFirst()
                .map(attempt -> knowledge.lapsed(attempt.conceptId(), at))
                .orElse(knowledge);
    }

    private LearnerProgress withOpen(OpenExercise exercise) {
        return new LearnerProgress(items, exercise, replies, knowledge, distressed);
    }

    private LearnerProgress withKnowledge(Knowledge moved) {
        return new LearnerProgress(items, open, replies, moved, distressed);
    }
}
