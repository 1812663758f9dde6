package parley.tutor.learner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.ExerciseId;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.MasteryContested;
import parley.tutor.learner.LearningEvent.ProfileChanged;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Observation;

/**
 * What the journal says of a learner and the course's items; a pure fold, so rebuilding it gives the same value.
 * Immutable.
 *
 * @param items by item id, without seed; at most as many as the course has
 * @param open the exercise that waits for an answer, or null
 * @param knowledge what the answers say of ability, mastery and memory
 * @param replies how many replies the learner has heard; chooses among authored variants
 */
public record LearnerProgress(
        Map<String, ItemRecord> items, @Nullable OpenExercise open, long replies, Knowledge knowledge) {
    public static final LearnerProgress EMPTY = new LearnerProgress(Map.of(), null, 0, Knowledge.NONE);

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
     */
    public record OpenExercise(String itemId, int hintsGiven, int misses) {}

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
            case TutorReplied replied ->
                observed(replied.observation(), replied.attempt()).moved(replied.moves());
            case ProfileChanged changed -> this;
            case MasteryContested contested -> this;
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
                case AnswerCheck.Wrong wrong -> {
                    records.put(
                            itemId,
                            new ItemRecord(was.attempts() + 1, was.right(), was.unaided(), was.revealed(), number));
                    exercise = new OpenExercise(exercise.itemId(), exercise.hintsGiven(), exercise.misses() + 1);
                }
                case AnswerCheck.Unclear unclear -> {}
                case AnswerCheck.NotAnAnswer none -> {}
            }
        }
        return new LearnerProgress(records, exercise, replies, attempt == null ? knowledge : knowledge.after(attempt));
    }

    private LearnerProgress moved(List<TeachingMove> moves) {
        var records = new HashMap<>(items);
        OpenExercise exercise = open;
        long number = replies + 1;
        for (TeachingMove move : moves) {
            exercise = switch (move) {
                case TeachingMove.Ask ask ->
                    ask.again() && exercise != null ? exercise : new OpenExercise(ask.itemId(), 0, 0);
                case TeachingMove.Hint hint ->
                    new OpenExercise(hint.itemId(), hint.rung() + 1, exercise == null ? 0 : exercise.misses());
                case TeachingMove.Reveal reveal -> {
                    String itemId = ExerciseId.itemIdOf(reveal.itemId());
                    ItemRecord was = records.getOrDefault(itemId, ItemRecord.NONE);
                    records.put(itemId, new ItemRecord(was.attempts(), was.right(), was.unaided(), true, number));
                    yield null;
                }
                case TeachingMove.Welcome ignored -> exercise;
                case TeachingMove.Praise ignored -> exercise;
                case TeachingMove.Recast ignored -> exercise;
                case TeachingMove.TryAgain ignored -> exercise;
                case TeachingMove.Explain ignored -> exercise;
                case TeachingMove.Clarify ignored -> exercise;
                case TeachingMove.Encourage ignored -> exercise;
                case TeachingMove.Respond ignored -> exercise;
                case TeachingMove.Milestone ignored -> exercise;
                case TeachingMove.Close ignored -> exercise;
                case TeachingMove.Contrast ignored -> exercise;
                case TeachingMove.AskIntent ignored -> exercise;
                case TeachingMove.Quote ignored -> exercise;
                case TeachingMove.OfferHandOff ignored -> exercise;
                case TeachingMove.HandOff ignored -> exercise;
                case TeachingMove.SayWhy ignored -> exercise;
                case TeachingMove.SayPlan ignored -> exercise;
                case TeachingMove.Placed ignored -> exercise;
                case TeachingMove.AcceptContest ignored -> exercise;
            };
        }
        return new LearnerProgress(records, exercise, number, knowledge);
    }
}
