package parley.tutor.conversation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.tutor.conversation.Tutor.IdSource;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.learner.LearningEvent.MasteryContested;
import parley.tutor.learner.LearningEvent.ProfileChanged;
import parley.tutor.store.Journal;
import parley.tutor.store.JournalUnavailable;

/**
 * Takes what a learner tells outside of a conversation, such as on a page of settings, and keeps it in their journal: with
 * their current conversation on the course, or a new one where there is none. Conversations that are running know of it
 * at their next reply. Thread-safe; calls block on the store.
 */
public final class LearnerDesk {
    private final Journal journal;
    private final Clock clock;
    private final IdSource conversationIds;
    private final String usualCourse;

    /** @param usualCourse the course in whose conversation is kept what belongs to no course */
    public LearnerDesk(Journal journal, Clock clock, IdSource conversationIds, String usualCourse) {
        this.journal = journal;
        this.clock = clock;
        this.conversationIds = conversationIds;
        this.usualCourse = usualCourse;
    }

    /**
     * Keeps what the learner told of their circumstances; it counts for all courses.
     *
     * @throws JournalUnavailable when the store cannot be read or written; then nothing has changed
     */
    public void changeProfile(LearnerId learner, LearnerProfile profile) throws JournalUnavailable {
        Instant now = clock.instant();
        append(learner, usualCourse, now, new ProfileChanged(profile, now));
    }

    /**
     * Keeps that the learner says they know a concept; a check of it will follow.
     *
     * @param conceptId of that course; one that it does not have is kept and never checked
     * @throws JournalUnavailable when the store cannot be read or written; then nothing has changed
     */
    public void contest(LearnerId learner, String courseId, String conceptId) throws JournalUnavailable {
        Instant now = clock.instant();
        append(learner, courseId, now, new MasteryContested(conceptId, now));
    }

    private void append(LearnerId learner, String courseId, Instant now, LearningEvent event)
            throws JournalUnavailable {
        Optional<ConversationId> current = journal.latest(learner, courseId);
        if (current.isPresent()) {
            journal.append(current.get(), learner, List.of(event));
        } else {
            var opened = new ConversationId(conversationIds.next());
            journal.append(opened, learner, List.of(new ConversationOpened(courseId, now), event));
        }
    }
}
