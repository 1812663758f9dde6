package parley.tutor.store;

import java.util.List;
import java.util.Optional;
import parley.tutor.conversation.ConversationId;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;

/**
 * The append-only record of everything that happened between learners and the tutor. Thread-safe; every call blocks
 * on the store.
 */
public interface Journal extends AutoCloseable {
    /**
     * Appends events; all of them are durable when this returns, or none is stored. A {@code LearnerSpoke} whose turn
     * the conversation already holds is stored once.
     *
     * @throws JournalUnavailable when the store cannot be written (full disk, lost connection)
     */
    void append(ConversationId conversation, LearnerId learner, List<LearningEvent> events) throws JournalUnavailable;

    /**
     * The events of one conversation, oldest first.
     *
     * @throws JournalUnavailable when the store cannot be read
     */
    List<LearningEvent> read(ConversationId conversation) throws JournalUnavailable;

    /**
     * All events of one learner over all conversations, oldest first; what progress is folded from.
     *
     * @throws JournalUnavailable when the store cannot be read
     */
    List<LearningEvent> readLearner(LearnerId learner) throws JournalUnavailable;

    /**
     * The conversation that a learner opened last.
     *
     * @throws JournalUnavailable when the store cannot be read
     */
    Optional<ConversationId> latest(LearnerId learner) throws JournalUnavailable;

    @Override
    void close();
}
