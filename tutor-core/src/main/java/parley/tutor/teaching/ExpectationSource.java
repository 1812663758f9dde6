package parley.tutor.teaching;

import java.util.List;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearnerProgress;

/** Foresees what a learner may say next. Pure and thread-safe. */
@FunctionalInterface
public interface ExpectationSource {
    /** What may be said after {@code question} was heard by a learner with {@code progress}. */
    Expectation after(TurnId question, LearnerProgress progress);

    /**
     * The same of a learner who said {@code said} in this conversation.
     *
     * @param said turns as they were typed or surely heard, the last first; at most {@value #MAX_SAID}
     */
    default Expectation after(TurnId question, LearnerProgress progress, List<String> said) {
        return after(question, progress);
    }

    /** Turns back from now in which a learner's own words are looked for. */
    int MAX_SAID = 8;
}
