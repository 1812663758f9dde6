package parley.tutor.learner;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One graded answer, with all that the learner model needs of it, so that what is folded from a learner's journal hangs
 * on that journal alone. Immutable.
 *
 * @param exerciseId the exercise answered, with its seed when it has one
 * @param conceptId the concept that it exercises
 * @param right whether it was accepted
 * @param first whether it was the first answer to this putting of the exercise; only first answers move the estimates
 *     of ability and mastery, later ones are kept as evidence
 * @param hints rungs of help given before it
 * @param misconceptionId the wrong idea it showed, or empty
 * @param predicted the probability of a right answer that was foreseen before it, 0 to 1
 * @param difficulty the item's difficulty at that time, in logits
 * @param guess the chance to hit the answer without knowing, 0 to 1
 * @param took from the end of the question to the answer; null when that is not known
 */
public record Attempt(
        String exerciseId,
        String conceptId,
        boolean right,
        boolean first,
        int hints,
        String misconceptionId,
        double predicted,
        double difficulty,
        double guess,
        @Nullable Duration took,
        Instant at) {

    /** Right at the first try and without help. */
    public boolean unaided() {
        return right && first && hints == 0;
    }
}
