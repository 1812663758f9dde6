package parley.tutor.conversation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.ConversationEffect.Store;
import parley.tutor.conversation.ConversationEffect.Word;
import parley.tutor.conversation.ConversationInput.LearnerSaid;
import parley.tutor.conversation.ConversationInput.ReplyRequested;
import parley.tutor.conversation.ConversationInput.ToolWasUsed;
import parley.tutor.conversation.ConversationInput.Understood;
import parley.tutor.conversation.ConversationInput.Undone;
import parley.tutor.conversation.ConversationInput.WordingEnded;
import parley.tutor.conversation.ConversationInput.WordsArrived;
import parley.tutor.learner.Assessor;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.ToolUsed;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.wording.ReplyRequest;
import parley.tutor.wording.Wording.WordingOutcome.Worded;

/**
 * What a tool answered is known exactly once: an interruption does not lose it, a repetition does not double it, a
 * restart finds it, and what comes too late never was.
 */
class ToolUseTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final ToolUse LOOKED_UP = new ToolUse("call_1", "look_up_concept", "{\"name\":\"went\"}", "{}");

    private final ConversationMachine machine = new ConversationMachine(
            situation -> List.of(new TeachingMove.Respond(TeachingMove.Topic.OFF_COURSE)),
            (question, progress) -> Expectation.NONE,
            Assessor.NONE);
    private final List<LearningEvent> journal = new ArrayList<>();
    private ConversationState state = ConversationState.begin("r", "en", Delivery.TEXT, LearnerProgress.EMPTY);

    private List<ConversationEffect> take(ConversationInput input) {
        var step = machine.step(state, input);
        state = step.state();
        for (ConversationEffect effect : step.effects()) {
            if (effect instanceof Store store) {
                journal.addAll(store.events());
            }
        }
        return step.effects();
    }

    private void say(String id) {
        take(new LearnerSaid(LearnerTurn.typed(new TurnId(id), "what is went?"), NOW));
    }

    /** Begins a reply; gives what is to be worded. */
    private ReplyRequest reply() {
        take(new ReplyRequested());
        return take(new Understood(current(), null, Known.NOTHING, NOW)).stream()
                .flatMap(effect -> effect instanceof Word(ReplyRequest request) ? List.of(request).stream() : null)
                .findFirst()
                .orElseThrow();
    }

    private TurnId current() {
        return requireNonNull(state.reply()).id();
    }

    private static List<ToolUse> allIn(ReplyRequest request) {
        List<ToolUse> all = new ArrayList<>();
        for (HistoryItem item : request.history()) {
            if (item instanceof HistoryItem.FromTutor tutor) {
                all.addAll(tutor.tools());
            }
        }
        all.addAll(request.toolsUsed());
        return all;
    }

    @Test
    void aUseIsStoredBeforeTheWordsThatRestOnIt() {
        say("a");
        reply();
        var effects = take(new ToolWasUsed(current(), LOOKED_UP, NOW));
        assertThat(effects).containsExactly(new Store(List.of(new ToolUsed(current(), LOOKED_UP, NOW))));
        assertThat(effects.getFirst().commits()).isTrue();
    }

    @Test
    void anInterruptionAfterSomeWordsKeepsItOnce() {
        say("a");
        reply();
        take(new ToolWasUsed(current(), LOOKED_UP, NOW));
        take(new WordsArrived(current(), "It is the past of go."));
        say("b");
        ReplyRequest next = reply();
        assertThat(next.history().getLast())
                .isInstanceOfSatisfying(
                        HistoryItem.FromTutor.class,
                        cut -> assertThat(cut.tools()).containsExactly(LOOKED_UP));
        assertThat(allIn(next)).containsExactly(LOOKED_UP);
    }

    @Test
    void anInterruptionBeforeAnyWordKeepsItOnce() {
        say("a");
        reply();
        take(new ToolWasUsed(current(), LOOKED_UP, NOW));
        say("b");
        ReplyRequest next = reply();
        assertThat(next.history()).isEmpty();
        assertThat(next.toolsUsed()).containsExactly(LOOKED_UP);
        take(new WordsArrived(current(), "It is the past of go."));
        take(new WordingEnded(current(), new Worded("model"), NOW));
        say("c");
        assertThat(allIn(reply())).containsExactly(LOOKED_UP);
    }

    @Test
    void aUseThatIsToldAgainIsTheSame() {
        say("a");
        reply();
        take(new ToolWasUsed(current(), LOOKED_UP, NOW));
        assertThat(take(new ToolWasUsed(current(), LOOKED_UP, NOW))).isEmpty();
        ToolUse other = new ToolUse("call_2", "look_up_concept", "{\"name\":\"go\"}", "{}");
        take(new ToolWasUsed(current(), other, NOW));
        assertThat(journal.stream().filter(ToolUsed.class::isInstance)).hasSize(2);
        say("b");
        assertThat(allIn(reply())).containsExactly(LOOKED_UP, other);
    }

    @Test
    void whatComesTooLateNeverWas() {
        say("a");
        reply();
        TurnId cut = current();
        say("b");
        assertThat(take(new ToolWasUsed(cut, LOOKED_UP, NOW))).isEmpty();
        reply();
        assertThat(take(new ToolWasUsed(cut, LOOKED_UP, NOW))).isEmpty();
        TurnId done = current();
        take(new WordsArrived(done, "Hello."));
        take(new WordingEnded(done, new Worded("model"), NOW));
        assertThat(take(new ToolWasUsed(done, LOOKED_UP, NOW))).isEmpty();
        assertThat(journal).noneMatch(ToolUsed.class::isInstance);
    }

    @Test
    void aRestartFindsItAsItWas() {
        say("a");
        reply();
        take(new ToolWasUsed(current(), LOOKED_UP, NOW));
        take(new WordsArrived(current(), "It is the past of go."));
        take(new WordingEnded(current(), new Worded("model"), NOW));
        say("b");
        reply();
        ToolUse lost = new ToolUse("call_1", "next_item", "{}", "{}");
        take(new ToolWasUsed(current(), lost, NOW));

        ConversationState again = ConversationState.begin("s", "en", Delivery.TEXT, LearnerProgress.EMPTY);
        for (LearningEvent event : journal) {
            again = again.after(event);
        }
        state = again;
        ReplyRequest next = reply();
        assertThat(allIn(next)).containsExactly(LOOKED_UP, lost);
        assertThat(next.toolsUsed()).containsExactly(lost);
        assertThat(next.history()).hasSize(2);
    }

    @Test
    void whenItCannotBeStoredTheReplyGoesOn() {
        say("a");
        reply();
        var undone = new Undone(
                new ToolWasUsed(current(), LOOKED_UP, NOW), new TutorFailure.StoreUnavailable("the disk is full"));
        assertThat(take(undone))
                .containsExactly(new ConversationEffect.Emit(new ConversationEvent.Notice(undone.failure())));
        assertThat(state.reply()).isNotNull();
    }

    @Test
    void onlyTheLastUsesAreKeptWhileNobodyHearsAReply() {
        for (int i = 0; i < 3 * ConversationState.MAX_TOOLS_USED; i++) {
            say("m" + i % 10);
            reply();
            take(new ToolWasUsed(current(), LOOKED_UP, NOW));
            take(new ConversationInput.ReplyHeard(current(), "", true, NOW));
        }
        assertThat(state.toolsUsed()).hasSize(ConversationState.MAX_TOOLS_USED);
    }
}
