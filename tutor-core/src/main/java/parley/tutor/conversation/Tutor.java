package parley.tutor.conversation;

import java.time.Clock;
import parley.tutor.learner.Assessor;
import parley.tutor.store.Journal;
import parley.tutor.store.LearnerRecords;
import parley.tutor.teaching.ExpectationSource;
import parley.tutor.teaching.TeachingPolicy;
import parley.tutor.understanding.Understanding;
import parley.tutor.wording.Wording;

/**
 * The parts that every conversation of one installation shares; all of them thread-safe.
 *
 * @param courseId the course that conversations are opened on
 * @param replyIdPrefixes gives a new prefix for each run of a conversation, unlike any given before
 */
public record Tutor(
        String courseId,
        Journal journal,
        LearnerRecords records,
        Assessor assessor,
        Understanding understanding,
        TeachingPolicy policy,
        ExpectationSource expectations,
        Wording wording,
        Clock clock,
        IdSource replyIdPrefixes) {
    /** Gives texts that were never given before; injected so that tests can foresee them. */
    @FunctionalInterface
    public interface IdSource {
        /** A new text of at most 32 characters of {@code A-Z a-z 0-9 _ -}. */
        String next();
    }

    public ConversationMachine machine() {
        return new ConversationMachine(policy, expectations, assessor);
    }
}
