package parley.tutor.conversation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.ConversationEffect.Emit;
import parley.tutor.conversation.ConversationEffect.StopWording;
import parley.tutor.conversation.ConversationEffect.Store;
import parley.tutor.conversation.ConversationEffect.Understand;
import parley.tutor.conversation.ConversationEffect.Word;
import parley.tutor.conversation.ConversationInput.DraftAsked;
import parley.tutor.conversation.ConversationInput.DraftDropped;
import parley.tutor.conversation.ConversationInput.LearnerContinued;
import parley.tutor.conversation.ConversationInput.LearnerSaid;
import parley.tutor.conversation.ConversationInput.ReplyHeard;
import parley.tutor.conversation.ConversationInput.ReplyRequested;
import parley.tutor.conversation.ConversationInput.ToolWasUsed;
import parley.tutor.conversation.ConversationInput.Understood;
import parley.tutor.conversation.ConversationInput.WordingEnded;
import parley.tutor.conversation.ConversationInput.WordsArrived;
import parley.tutor.learner.Assessor;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.ToolUsed;
import parley.tutor.learner.LearningEvent.TurnReopened;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.wording.Wording.WordingOutcome.NotWorded;
import parley.tutor.wording.Wording.WordingOutcome.Worded;

/** Replies made ahead, and turns that go on after they had ended. */
class ReplyDraftTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(1);
    private static final TurnId FIRST = new TurnId("u1");
    private static final TurnId SECOND = new TurnId("u2");
    private static final ToolUse LOOKED_UP = new ToolUse("call_1", "look_up", "{}", "{}");

    private final ConversationMachine machine = new ConversationMachine(
            situation -> List.of(new TeachingMove.Encourage()),
            (question, progress) -> new Expectation(question, List.of(), List.of()),
            Assessor.NONE);

    private ConversationState state = ConversationState.begin("r", "en", Delivery.SPOKEN, LearnerProgress.EMPTY);
    private final List<LearningEvent> journal = new ArrayList<>();
    private final List<ConversationEvent> told = new ArrayList<>();
    private final List<ConversationEffect> work = new ArrayList<>();

    private void take(ConversationInput input) {
        var step = machine.step(state, input);
        state = step.state();
        for (ConversationEffect effect : step.effects()) {
            switch (effect) {
                case Store store -> journal.addAll(store.events());
                case Emit emit -> told.add(emit.event());
                case Understand other -> work.add(other);
                case Word other -> work.add(other);
                case StopWording other -> work.add(other);
            }
        }
    }

    private static LearnerTurn heard(TurnId id, String text, double doubt) {
        return new LearnerTurn(id, text, new SpokenEvidence(List.of(), text, "", doubt));
    }

    private TurnId drafted(LearnerTurn turn, @Nullable TurnId before) {
        take(new DraftAsked(turn, before, NOW));
        TurnId id = requireNonNull(state.draft()).reply();
        var seen = new Observation(turn.id(), "", Intent.ANSWER, new AnswerCheck.NotAnAnswer(), "", List.of());
        take(new Understood(id, seen, Known.NOTHING, NOW));
        take(new WordsArrived(id, "Well "));
        return id;
    }

    @Test
    void a_draft_is_read_and_worded_and_leaves_no_trace_until_its_turn_is_over() {
        drafted(heard(FIRST, "maybe the park", 0.1), null);

        assertThat(work).hasExactlyElementsOfTypes(Understand.class, Word.class);
        assertThat(journal).isEmpty();
        assertThat(told).isEmpty();
        assertThat(state.history()).isEmpty();
        assertThat(state.unanswered()).isEmpty();
        assertThat(state.reply()).isNull();
    }

    @Test
    void the_same_words_adopt_it_with_all_it_withheld() {
        TurnId draft = drafted(heard(FIRST, "maybe the park", 0.1), null);
        take(new ToolWasUsed(draft, LOOKED_UP, NOW));
        take(new WordsArrived(draft, "done."));
        take(new WordingEnded(draft, new Worded("authored"), NOW));
        assertThat(journal).isEmpty();
        take(new LearnerSaid(heard(FIRST, "maybe the park", 0.2), LATER));
        take(new ReplyRequested());

        assertThat(requireNonNull(state.reply()).id()).isEqualTo(draft);
        assertThat(state.draft()).isNull();
        assertThat(work).hasSize(2);
        assertThat(told)
                .hasExactlyElementsOfTypes(
                        ConversationEvent.LearnerTurnStored.class,
                        ConversationEvent.ReplyStarted.class,
                        ConversationEvent.ReplyText.class,
                        ConversationEvent.ReplyText.class,
                        ConversationEvent.ReplyWorded.class);
        take(new ReplyHeard(draft, "Well done.", false, LATER));
        assertThat(journal).hasExactlyElementsOfTypes(LearnerSpoke.class, ToolUsed.class, TutorReplied.class);
        assertThat(((TutorReplied) journal.getLast()).answers()).containsExactly(FIRST);
        assertThat(((LearnerSpoke) journal.getFirst()).at()).isEqualTo(LATER);
        assertRebuilt();
    }

    @Test
    void words_that_come_after_the_adoption_go_on_in_it() {
        TurnId draft = drafted(heard(FIRST, "maybe", 0.1), null);
        take(new LearnerSaid(heard(FIRST, "maybe", 0.1), LATER));
        take(new ReplyRequested());
        take(new WordsArrived(draft, "done."));
        take(new WordingEnded(draft, new Worded("authored"), LATER));

        assertThat(requireNonNull(state.reply()).text()).isEqualTo("Well done.");
        assertThat(work).noneMatch(StopWording.class::isInstance);
    }

    @Test
    void a_shown_reply_made_ahead_is_stored_after_its_turn() {
        take(new ConversationInput.SettingsChanged("en", Delivery.TEXT));
        TurnId draft = drafted(heard(FIRST, "maybe", 0.1), null);
        take(new WordingEnded(draft, new Worded("authored"), NOW));
        take(new LearnerSaid(heard(FIRST, "maybe", 0.1), LATER));
        take(new ReplyRequested());

        assertThat(journal).hasExactlyElementsOfTypes(LearnerSpoke.class, TutorReplied.class);
        assertThat(journal.getLast().at()).isEqualTo(LATER);
        assertRebuilt();
    }

    @Test
    void other_words_or_doubtful_ones_drop_it_and_are_answered_afresh() {
        for (LearnerTurn said : List.of(heard(FIRST, "maybe the zoo", 0.1), heard(FIRST, "maybe the park", 0.9))) {
            state = ConversationState.begin("r", "en", Delivery.SPOKEN, LearnerProgress.EMPTY);
            journal.clear();
            told.clear();
            TurnId draft = drafted(heard(FIRST, "maybe the park", 0.1), null);
            take(new LearnerSaid(said, LATER));
            take(new ReplyRequested());
            take(new WordsArrived(draft, "Stale."));
            take(new WordingEnded(draft, new Worded("authored"), LATER));

            assertThat(work).contains(new StopWording(draft));
            assertThat(requireNonNull(state.reply()).id()).isNotEqualTo(draft);
            assertThat(requireNonNull(state.reply()).text()).isEmpty();
            assertThat(told).hasExactlyElementsOfTypes(ConversationEvent.LearnerTurnStored.class);
            assertThat(journal).hasExactlyElementsOfTypes(LearnerSpoke.class);
        }
    }

    @Test
    void a_dropped_draft_is_stopped_and_its_id_never_given_again() {
        TurnId draft = drafted(heard(FIRST, "maybe", 0.1), null);
        take(new DraftDropped());
        take(new WordsArrived(draft, "Stale."));
        take(new DraftAsked(heard(FIRST, "maybe the park", 0.1), null, NOW));

        assertThat(work).contains(new StopWording(draft));
        assertThat(requireNonNull(state.draft()).reply()).isNotEqualTo(draft);
        assertThat(requireNonNull(state.draft()).text()).isEmpty();
        assertThat(told).isEmpty();
        assertThat(journal).isEmpty();
    }

    @Test
    void a_draft_that_failed_fails_when_it_is_wanted() {
        TurnId draft = drafted(heard(FIRST, "maybe", 0.1), null);
        take(new WordingEnded(draft, new NotWorded(new TutorFailure.LimitReached("no")), NOW));
        assertThat(told).isEmpty();
        take(new LearnerSaid(heard(FIRST, "maybe", 0.1), LATER));
        take(new ReplyRequested());

        assertThat(told.getLast()).isInstanceOf(ConversationEvent.ReplyFailed.class);
        assertThat(state.reply()).isNull();
        assertThat(state.unanswered()).hasSize(1);
    }

    @Test
    void no_draft_while_a_reply_is_in_hand_and_a_typed_message_drops_it() {
        drafted(heard(FIRST, "maybe", 0.1), null);
        take(new LearnerSaid(LearnerTurn.typed(new TurnId("typed"), "Hello"), NOW));
        assertThat(state.draft()).isNull();

        take(new ReplyRequested());
        take(new DraftAsked(heard(SECOND, "and so", 0.1), null, NOW));
        assertThat(state.draft()).isNull();
    }

    @Test
    void a_turn_that_goes_on_is_one_turn_and_the_journal_says_so() {
        take(new LearnerSaid(heard(FIRST, "tell me a story", 0.1), NOW));
        take(new LearnerContinued(FIRST, heard(SECOND, "tell me a story about a firefighter", 0.1), LATER));

        assertThat(journal).hasExactlyElementsOfTypes(LearnerSpoke.class, TurnReopened.class, LearnerSpoke.class);
        assertThat(told)
                .containsSequence(
                        new ConversationEvent.LearnerTurnReopened(FIRST, SECOND),
                        new ConversationEvent.LearnerTurnStored(
                                heard(SECOND, "tell me a story about a firefighter", 0.1)));
        assertThat(state.unanswered())
                .extracting(LearnerTurn::text)
                .containsExactly("tell me a story about a firefighter");
        assertThat(state.history()).hasSize(1);
        assertRebuilt();
    }

    @Test
    void a_draft_of_a_turn_that_goes_on_answers_all_of_it() {
        take(new LearnerSaid(heard(FIRST, "tell me", 0.1), NOW));
        TurnId draft = drafted(heard(SECOND, "tell me a story", 0.1), FIRST);
        assertThat(state.unanswered()).hasSize(1);
        take(new LearnerContinued(FIRST, heard(SECOND, "tell me a story", 0.1), LATER));
        take(new ReplyRequested());

        assertThat(requireNonNull(state.reply()).id()).isEqualTo(draft);
        assertThat(requireNonNull(state.reply()).answers())
                .extracting(LearnerTurn::id)
                .containsExactly(SECOND);
    }

    @Test
    void what_was_answered_meanwhile_is_not_taken_back() {
        take(new LearnerSaid(heard(FIRST, "hello", 0.1), NOW));
        take(new ReplyRequested());
        TurnId reply = requireNonNull(state.reply()).id();
        take(new Understood(reply, null, Known.NOTHING, NOW));
        take(new WordsArrived(reply, "Hi."));
        take(new WordingEnded(reply, new Worded("authored"), NOW));
        take(new ReplyHeard(reply, "Hi.", false, NOW));
        take(new LearnerContinued(FIRST, heard(SECOND, "hello there", 0.1), LATER));

        assertThat(journal).noneMatch(TurnReopened.class::isInstance);
        assertThat(state.history()).hasSize(3);
    }

    private void assertRebuilt() {
        var rebuilt = ConversationState.begin("r", "en", state.delivery(), LearnerProgress.EMPTY);
        for (LearningEvent event : journal) {
            rebuilt = rebuilt.after(event);
        }
        assertThat(rebuilt.history()).isEqualTo(state.history());
        assertThat(rebuilt.unanswered()).isEqualTo(state.unanswered());
        assertThat(rebuilt.progress()).isEqualTo(state.progress());
    }
}
