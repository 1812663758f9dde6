package parley.tutor.conversation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import parley.tutor.Caller;
import parley.tutor.conversation.ConversationInput.WordingEnded;
import parley.tutor.learner.Assessor;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerId;
import parley.tutor.store.scripted.FoldedRecords;
import parley.tutor.store.scripted.InMemoryJournal;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Understanding;
import parley.tutor.wording.ReplyRequest;
import parley.tutor.wording.Wording;

class ConversationEffectsTest {
    private static final TurnId REPLY = new TurnId("r-1");
    private static final ConversationEffect READ =
            new ConversationEffect.Understand(REPLY, LearnerTurn.typed(new TurnId("a"), "hello"));
    private static final ConversationEffect WORD = new ConversationEffect.Word(
            new ReplyRequest(REPLY, Caller.NOBODY, List.of(), null, "", List.of(), List.of(), Known.NOTHING, "en"));

    private final BlockingQueue<ConversationInput> told = new LinkedBlockingQueue<>();

    private ConversationEffects effects(Understanding understanding, Wording wording) {
        var journal = new InMemoryJournal();
        var tutor = new Tutor(
                "course",
                journal,
                new FoldedRecords(journal),
                Assessor.NONE,
                understanding,
                situation -> List.of(),
                (question, progress) -> Expectation.NONE,
                wording,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                () -> "p");
        return new ConversationEffects(new ConversationId("c"), new LearnerId("l"), tutor, told::add, event -> {});
    }

    /** Left unanswered it would be read again with every later turn, and fail them all. */
    @Test
    void a_turn_that_cannot_be_read_is_answered_as_off_the_course() throws Exception {
        var effects = effects(
                (turn, item) -> {
                    throw new StackOverflowError();
                },
                (request, sink) -> new Wording.WordingOutcome.Worded("x"));
        effects.perform(READ);

        assertThat(told.poll(10, TimeUnit.SECONDS))
                .isEqualTo(new ConversationInput.WordingNoticed(REPLY, ConversationEffects.INTERNAL_ERROR));
        assertThat(told.poll(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        ConversationInput.Understood.class,
                        read -> assertThat(requireNonNull(read.observation()).intent())
                                .isEqualTo(Intent.OFF_COURSE));
    }

    @Test
    void a_grave_bug_while_wording_ends_the_reply_as_failed() throws Exception {
        var effects = effects(
                (turn, item) -> {
                    throw new IllegalStateException("not asked");
                },
                (request, sink) -> {
                    throw new StackOverflowError();
                });
        effects.perform(WORD);

        assertThat(told.poll(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        WordingEnded.class, ended -> assertThat(ended.reply()).isEqualTo(REPLY));
    }

    @Test
    void work_that_begins_after_the_end_is_interrupted() throws Exception {
        var interrupted = new CountDownLatch(1);
        var effects = effects(
                (turn, item) -> {
                    throw new IllegalStateException("not asked");
                },
                (request, sink) -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return new Wording.WordingOutcome.Worded("x");
                });
        effects.close();
        effects.perform(WORD);

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
