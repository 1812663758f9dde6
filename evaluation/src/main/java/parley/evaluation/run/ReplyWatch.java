package parley.evaluation.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.ConversationEffects;
import parley.tutor.conversation.ConversationEffects.ConversationListener;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.ConversationEvent.LearnerTurnRefused;
import parley.tutor.conversation.ConversationEvent.LearnerTurnReopened;
import parley.tutor.conversation.ConversationEvent.LearnerTurnStored;
import parley.tutor.conversation.ConversationEvent.Notice;
import parley.tutor.conversation.ConversationEvent.ReplyDropped;
import parley.tutor.conversation.ConversationEvent.ReplyFailed;
import parley.tutor.conversation.ConversationEvent.ReplyFinished;
import parley.tutor.conversation.ConversationEvent.ReplyStarted;
import parley.tutor.conversation.ConversationEvent.ReplyText;
import parley.tutor.conversation.ConversationEvent.ReplyWorded;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.Observation;

/** Gathers the events of one reply after another into what became of it. Thread-safe. */
final class ReplyWatch implements ConversationListener {
    /** Notices of one reply beyond these are dropped: they repeat each other. */
    private static final int MAX_NOTICES = 20;

    private final List<TutorFailure> notices = new ArrayList<>();
    private @Nullable Observation observation;
    private CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    /** What became of a reply. */
    sealed interface Outcome {
        /** It was given. */
        record Replied(
                @Nullable Observation observation,
                List<TeachingMove> moves,
                String text,
                String wordedBy,
                List<TutorFailure> notices)
                implements Outcome {}

        /** The tutor could not give it. */
        record NoReply(String reason) implements Outcome {}

        /** The learner's turn was not even taken. */
        record NotTaken(String reason) implements Outcome {}
    }

    /** Begins to watch for the next reply; completes with what becomes of it. */
    synchronized CompletableFuture<Outcome> next() {
        notices.clear();
        observation = null;
        outcome = new CompletableFuture<>();
        return outcome;
    }

    @Override
    public synchronized void heard(ConversationEvent event) {
        switch (event) {
            case ReplyStarted started -> observation = started.observation();
            case Notice notice
            when notice.failure().equals(ConversationEffects.INTERNAL_ERROR) ->
                // The tutor helps itself and goes on, which is right for a learner; here it is what was looked for.
                outcome.complete(new Outcome.NoReply(notice.failure().reason()));
            case Notice notice -> {
                if (notices.size() < MAX_NOTICES) {
                    notices.add(notice.failure());
                }
            }
            case ReplyFinished finished ->
                outcome.complete(new Outcome.Replied(
                        observation, finished.moves(), finished.heard(), finished.wordedBy(), List.copyOf(notices)));
            case ReplyFailed failed ->
                outcome.complete(new Outcome.NoReply(failed.failure().reason()));
            case ReplyDropped dropped -> outcome.complete(new Outcome.NoReply("the reply was given up"));
            case LearnerTurnRefused refused ->
                outcome.complete(new Outcome.NotTaken(refused.failure().reason()));
            case LearnerTurnStored stored -> {}
            case LearnerTurnReopened reopened -> {}
            case ReplyText text -> {}
            case ReplyWorded worded -> {}
        }
    }
}
