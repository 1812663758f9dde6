package parley.tutor.teaching;

import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearnerProgress;

/** Foresees what a learner may say next. Pure and thread-safe. */
@FunctionalInterface
public interface ExpectationSource {
    /** What may be said after {@code question} was heard by a learner with {@code progress}. */
    Expectation after(TurnId question, LearnerProgress progress);
}
