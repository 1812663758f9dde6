package parley.tutor.teaching;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.understanding.Observation;

/**
 * All that a teaching decision is made of. Immutable.
 *
 * @param observation what the learner's turn showed, or null when the tutor speaks first
 * @param attempt the graded answer in it, or null
 * @param known what is known of the learner and the items, before {@code observation} is folded in
 * @param conversationIsNew whether nothing was said yet
 * @param now for what is due, and how long it has been
 * @param seed what chance there is in the decision comes from this alone
 */
public record Situation(
        @Nullable Observation observation,
        @Nullable Attempt attempt,
        Known known,
        boolean conversationIsNew,
        Instant now,
        long seed) {

    /** The learner's progress before the turn: the exercise it answered is still open. */
    public LearnerProgress before() {
        return known.progress();
    }

    /** The learner's progress with the turn folded in: what the next exercise is chosen by. */
    public LearnerProgress after() {
        return known.progress().observed(observation, attempt);
    }
}
