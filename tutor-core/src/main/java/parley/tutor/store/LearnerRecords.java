package parley.tutor.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import parley.tutor.conversation.ConversationId;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.ItemStatistics;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerId;

/**
 * What follows from the journal: learners' progress and habits, items' difficulties, requests to teachers. All of it can
 * be rebuilt from the journal and comes out equal. Thread-safe; every call blocks on the store.
 */
public interface LearnerRecords {
    /**
     * What is known of a learner on a course, everything acknowledged included. Takes milliseconds however long the
     * journal is.
     *
     * @throws JournalUnavailable when the store cannot be read
     */
    Known read(LearnerId learner, String courseId) throws JournalUnavailable;

    /**
     * Open requests to a teacher, newest first.
     *
     * @param limit how many at most, 1 to 1,000
     * @throws JournalUnavailable when the store cannot be read
     */
    List<HandOffRequest> handOffs(int limit) throws JournalUnavailable;

    /**
     * The graded answers behind a concept's numbers, newest first.
     *
     * @param limit how many at most, 1 to 1,000
     * @throws JournalUnavailable when the store cannot be read
     */
    List<Attempt> evidence(LearnerId learner, String courseId, String conceptId, int limit) throws JournalUnavailable;

    /**
     * How a course's items do with all learners, by item id. Reads the course's whole journal once: seconds for a million
     * events.
     *
     * @throws JournalUnavailable when the store cannot be read
     */
    List<ItemStatistics> itemStatistics(String courseId) throws JournalUnavailable;

    /**
     * A question that a learner asked to be passed to a teacher.
     *
     * @param question in the learner's words; data
     * @param at to the millisecond
     */
    record HandOffRequest(
            LearnerId learner, ConversationId conversation, String courseId, String question, Instant at) {
        public HandOffRequest {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }

        /** Never prints the learner's words. */
        @Override
        public String toString() {
            return "HandOffRequest[" + conversation + ", " + at + "]";
        }
    }
}
