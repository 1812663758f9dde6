package parley.evaluation.run;

import java.time.Duration;

/**
 * How long a run waits.
 *
 * @param turnLimit from the learner's turn to the end of the reply; a reply that takes longer never came
 * @param runLimit for all cases together; those not begun by then can't be judged
 */
public record RunSettings(Duration turnLimit, Duration runLimit) {
    /** A little above the 60 s in all that a model's reply may take, and half an hour for a suite. */
    public static final RunSettings DEFAULTS = new RunSettings(Duration.ofSeconds(70), Duration.ofMinutes(30));

    public RunSettings {
        if (!turnLimit.isPositive() || runLimit.compareTo(turnLimit) < 0) {
            throw new IllegalArgumentException("The turn's limit is positive and at most the run's");
        }
    }
}
