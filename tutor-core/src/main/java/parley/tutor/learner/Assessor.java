package parley.tutor.learner;

import java.time.Instant;
import java.util.Optional;
import parley.tutor.understanding.Observation;

/** Makes a graded answer of what was observed, with what was foreseen of it. Pure and thread-safe. */
@FunctionalInterface
public interface Assessor {
    /** Grades nothing. */
    Assessor NONE = (known, observation, at) -> Optional.empty();

    /** The graded answer in {@code observation}; empty when there is none, or not to the open exercise. */
    Optional<Attempt> assess(Known known, Observation observation, Instant at);
}
