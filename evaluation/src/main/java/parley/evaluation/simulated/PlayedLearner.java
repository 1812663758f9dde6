package parley.evaluation.simulated;

import java.time.Instant;
import parley.prompts.course.Concept;
import parley.prompts.course.Item;

/**
 * A learner who is not a person. Not thread-safe: one lesson at a time.
 *
 * <p>The tutor sees the responses alone; whatever goes on inside stays inside.
 */
public interface PlayedLearner {
    /**
     * Responds to an exercise.
     *
     * @param hints rungs of help given so far
     */
    Response respond(Concept concept, Item item, int hints, Instant now);

    /** The exercise is over: it was answered rightly, or its answer was told. What can be learned from it is learned now. */
    void concluded(Concept concept, boolean right, Instant now);
}
