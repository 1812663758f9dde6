package parley.tutor.conversation;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.Caller;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.ConversationEffect.Emit;
import parley.tutor.conversation.ConversationEffect.StopWording;
import parley.tutor.conversation.ConversationEffect.Store;
import parley.tutor.conversation.ConversationEffect.Understand;
import parley.tutor.conversation.ConversationEffect.Word;
import parley.tutor.conversation.ConversationInput.ToolWasUsed;
import parley.tutor.conversation.ConversationInput.Understood;
import parley.tutor.conversation.ConversationInput.WordingEnded;
import parley.tutor.conversation.ConversationInput.WordingNoticed;
import parley.tutor.conversation.ConversationInput.WordsArrived;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerId;
import parley.tutor.logging.ThrownAt;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.wording.ReplyRequest;
import parley.tutor.wording.Wording;
import parley.tutor.wording.Wording.WordingOutcome;
import parley.tutor.wording.Wording.WordingSink;

/**
 * Performs a conversation's effects: writes the journal on the loop's own thread, reads and words on a virtual thread
 * a reply, whose answers come back as inputs. Used by text and voice sessions alike. Thread-safe.
 */
public final class ConversationEffects implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationEffects.class);

    /** What is told when the tutor itself is at fault; it goes on, but an examination of it must not pass. */
    public static final TutorFailure INTERNAL_ERROR =
            new TutorFailure.OutputUnusable("tutor", "An internal error; the log has the details");

    private final ConversationId conversation;
    private final LearnerId learner;
    private final Tutor tutor;
    private final Inbox inbox;
    private final ConversationListener listener;
    private final Map<TurnId, Thread> working = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public ConversationEffects(
            ConversationId conversation, LearnerId learner, Tutor tutor, Inbox inbox, ConversationListener listener) {
        this.conversation = conversation;
        this.learner = learner;
        this.tutor = tutor;
        this.inbox = inbox;
        this.listener = listener;
    }

    /** Takes inputs for the loop, holding the caller back while the mailbox is full. */
    @FunctionalInterface
    public interface Inbox {
        boolean tellWaiting(ConversationInput input) throws InterruptedException;
    }

    /** Hears a conversation's events, on the loop's thread; must not block. */
    @FunctionalInterface
    public interface ConversationListener {
        void heard(ConversationEvent event);
    }

    /**
     * Performs one effect.
     *
     * @throws JournalUnavailable when a {@link Store} failed; the step is undone
     */
    public void perform(ConversationEffect effect) throws JournalUnavailable {
        switch (effect) {
            case Store store -> tutor.journal().append(conversation, learner, store.events());
            case Understand understand -> start(understand.reply(), () -> understand(understand));
            case Word word -> start(word.request().reply(), () -> word(word.request()));
            case StopWording stop -> {
                Thread thread = working.remove(stop.reply());
                if (thread != null) {
                    thread.interrupt();
                }
            }
            case Emit emit -> listener.heard(emit.event());
        }
    }

    /** What failed, as data: a journal that can't be written says why, a bug only that there is one. */
    public static TutorFailure failureOf(Throwable cause) {
        return cause instanceof JournalUnavailable known
                ? new TutorFailure.StoreUnavailable(
                        known.getMessage() == null ? "The journal could not be written" : known.getMessage())
                : INTERNAL_ERROR;
    }

    private void understand(Understand understand) throws InterruptedException {
        Known known;
        try {
            known = tutor.records().read(learner, tutor.courseId());
        } catch (JournalUnavailable e) {
            inbox.tellWaiting(new WordingEnded(
                    understand.reply(),
                    new WordingOutcome.NotWorded(failureOf(e)),
                    tutor.clock().instant()));
            return;
        }
        LearnerTurn turn = understand.turn();
        Observation observation = turn == null
                ? null
                : observe(understand.reply(), turn, known.progress().openItemId());
        inbox.tellWaiting(new Understood(
                understand.reply(), observation, known, tutor.clock().instant()));
    }

    /**
     * What can't be read is answered all the same, as off the course: left unanswered, it would be read again with
     * everything that the learner says from then on, and fail it all.
     */
    private Observation observe(TurnId reply, LearnerTurn turn, String openItemId) throws InterruptedException {
        try {
            return tutor.understanding().observe(turn, openItemId);
        } catch (RuntimeException | StackOverflowError e) {
            // Without its message, which may quote the learner.
            inbox.tellWaiting(new WordingNoticed(reply, INTERNAL_ERROR));
            LOG.error("A turn could not be read: {}", new ThrownAt(e));
            return new Observation(
                    turn.id(), openItemId, Intent.OFF_COURSE, new AnswerCheck.NotAnAnswer(), "", List.of());
        }
    }

    private void word(ReplyRequest request) throws InterruptedException {
        Wording wording = tutor.wording();
        Clock clock = tutor.clock();
        var caller = new Caller(learner.value(), conversation.value(), tutor.courseId(), request.locale());
        WordingOutcome outcome = wording.word(request.askedBy(caller), new WordingSink() {
            @Override
            public void text(String delta) throws InterruptedException {
                inbox.tellWaiting(new WordsArrived(request.reply(), delta));
            }

            @Override
            public void toolUsed(ToolUse use) throws InterruptedException {
                inbox.tellWaiting(new ToolWasUsed(request.reply(), use, clock.instant()));
            }

            @Override
            public void notice(TutorFailure failure) throws InterruptedException {
                inbox.tellWaiting(new WordingNoticed(request.reply(), failure));
            }
        });
        inbox.tellWaiting(new WordingEnded(request.reply(), outcome, clock.instant()));
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void start(TurnId reply, Work work) {
        Thread thread = Thread.ofVirtual().name("reply-" + reply).unstarted(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                // The reply is no longer wanted; whatever it still says is stale by its turn id.
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                // Without its message here, too.
                LOG.error("A reply failed: {}", new ThrownAt(e));
                endAfterBug(reply);
            } finally {
                working.remove(reply, Thread.currentThread());
            }
        });
        working.put(reply, thread);
        thread.start();
        if (closed) {
            thread.interrupt();
        }
    }

    /** A bug must not leave the learner waiting for ever. */
    private void endAfterBug(TurnId reply) {
        try {
            inbox.tellWaiting(new WordingEnded(
                    reply,
                    new WordingOutcome.NotWorded(INTERNAL_ERROR),
                    tutor.clock().instant()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts whatever is still being worked on, and what a last step may still begin. */
    @Override
    public void close() {
        closed = true;
        working.values().forEach(Thread::interrupt);
    }
}
