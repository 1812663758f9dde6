package parley.tutor.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.tutor.conversation.ConversationId;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;

/**
 * The append-only record of everything that happened between learners and the tutor. Thread-safe; every call blocks
 * on the store.
 */
public interface Journal extends AutoCloseable {
    /**
     * Appends events; all of them are durable when this returns, or none is stored. A {@code LearnerSpoke} whose turn,
     * or a {@code ToolUsed} whose reply and call id, the conversation already holds is stored once.
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
     * A learner's events on one course after a given one, oldest first; with {@code afterSeq} 0, all of them.
     *
     * @throws JournalUnavailable when the store cannot be read
     */
    List<Recorded> readLearner(LearnerId learner, String courseId, long afterSeq) throws JournalUnavailable;

    /**
     * The conversation on a course that a learner opened last.
     *
     * @throws JournalUnavailable when the store cannot be read
     */
    Optional<ConversationId> latest(LearnerId learner, String courseId) throws JournalUnavailable;

    /**
     * Shows every event of the store, or of one course, in the order in which they were acknowledged; one at a time, so
     * that memory does not grow with the journal.
     *
     * @param courseId null for all courses
     * @throws JournalUnavailable when the store cannot be read
     */
    void scan(@Nullable String courseId, Visitor visitor) throws JournalUnavailable;

    /** Is shown events one after another; must not write to the journal. */
    @FunctionalInterface
    interface Visitor {
        void visit(String courseId, Recorded recorded);
    }

    /**
     * An event with its place.
     *
     * @param seq its number among the learner's events over all conversations, from 1
     */
    record Recorded(LearnerId learner, ConversationId conversation, long seq, LearningEvent event) {}

    @Override
    void close();
}
