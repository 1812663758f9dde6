package parley.tutor.teaching;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.understanding.Observation;

/** Decides what to teach next. Pure: the same situation gives the same moves. Thread-safe. */
public interface TeachingPolicy {
    /**
     * Decides on the moves of one reply.
     *
     * @param observation what the learner's turn showed, or null when the tutor speaks first
     * @param progress what is known of the learner, before {@code observation} is folded in
     * @param conversationIsNew whether nothing was said yet
     * @return one to five moves in the order in which they are to be carried out
     */
    List<TeachingMove> decide(@Nullable Observation observation, LearnerProgress progress, boolean conversationIsNew);
}
