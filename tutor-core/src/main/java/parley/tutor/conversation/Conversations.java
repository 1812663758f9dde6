package parley.tutor.conversation;

import java.util.List;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.store.JournalUnavailable;

/** Finds, opens and picks up conversations in the journal. Thread-safe; calls block on the store. */
public final class Conversations {
    private final Tutor tutor;

    public Conversations(Tutor tutor) {
        this.tutor = tutor;
    }

    /** A conversation and where it stands. */
    public record Opened(ConversationId id, LearnerId learner, ConversationState state) {}

    /**
     * Picks up the learner's last conversation on the course, or opens the first.
     *
     * @throws JournalUnavailable when the store can't be read or written
     */
    public Opened current(LearnerId learner, String locale, Delivery delivery) throws JournalUnavailable {
        var latest = tutor.journal().latest(learner, tutor.courseId());
        return latest.isPresent() ? resume(latest.get(), learner, locale, delivery) : open(learner, locale, delivery);
    }

    /**
     * Opens a new conversation; what is known of the learner goes with it.
     *
     * @throws JournalUnavailable when the store can't be read or written
     */
    public Opened open(LearnerId learner, String locale, Delivery delivery) throws JournalUnavailable {
        var id = new ConversationId(tutor.replyIdPrefixes().next());
        LearnerProgress known = progress(learner);
        tutor.journal()
                .append(
                        id,
                        learner,
                        List.of(new ConversationOpened(
                                tutor.courseId(), tutor.clock().instant())));
        return new Opened(
                id, learner, ConversationState.begin(tutor.replyIdPrefixes().next(), locale, delivery, known));
    }

    private Opened resume(ConversationId id, LearnerId learner, String locale, Delivery delivery)
            throws JournalUnavailable {
        // History comes from this conversation alone; progress from everything the learner ever did.
        var state = ConversationState.begin(tutor.replyIdPrefixes().next(), locale, delivery, LearnerProgress.EMPTY);
        for (LearningEvent event : tutor.journal().read(id)) {
            state = state.after(event);
        }
        LearnerProgress known = progress(learner);
        return new Opened(id, learner, state.knowing(known, tutor.expectations()));
    }

    private LearnerProgress progress(LearnerId learner) throws JournalUnavailable {
        return tutor.records().read(learner, tutor.courseId()).progress();
    }
}
