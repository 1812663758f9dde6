package parley.tutor.conversation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.ConversationEffect.Emit;
import parley.tutor.conversation.ConversationEffect.StopWording;
import parley.tutor.conversation.ConversationEffect.Store;
import parley.tutor.conversation.ConversationEffect.Understand;
import parley.tutor.conversation.ConversationEffect.Word;
import parley.tutor.conversation.ConversationInput.LearnerSaid;
import parley.tutor.conversation.ConversationInput.ReplyCancelled;
import parley.tutor.conversation.ConversationInput.ReplyHeard;
import parley.tutor.conversation.ConversationInput.ReplyRequested;
import parley.tutor.conversation.ConversationInput.Understood;
import parley.tutor.conversation.ConversationInput.Undone;
import parley.tutor.conversation.ConversationInput.WordingEnded;
import parley.tutor.conversation.ConversationInput.WordsArrived;
import parley.tutor.learner.Assessor;
import parley.tutor.learner.Habits;
import parley.tutor.learner.ItemRatings;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.teaching.Situation;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.wording.Wording.WordingOutcome.NotWorded;
import parley.tutor.wording.Wording.WordingOutcome.Worded;

class ConversationMachineTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final List<TeachingMove> MOVES = List.of(new TeachingMove.Ask("q1", false));

    private final ConversationMachine machine = new ConversationMachine(
            situation -> MOVES,
            (question, progress) -> new Expectation(question, List.of("an answer"), List.of()),
            Assessor.NONE);

    private ConversationState state = ConversationState.begin("r", "en", Delivery.TEXT, LearnerProgress.EMPTY);

    /** The store knows what the journal tells. */
    private Known known() {
        LearnerProgress progress = LearnerProgress.EMPTY;
        for (LearningEvent event : journal) {
            progress = progress.after(event);
        }
        return new Known(progress, ItemRatings.NONE, LearnerProfile.UNTOLD, Habits.NONE);
    }

    private final List<ConversationEffect> effects = new ArrayList<>();
    private final List<LearningEvent> journal = new ArrayList<>();

    private List<ConversationEffect> take(ConversationInput input) {
        var step = machine.step(state, input);
        state = step.state();
        effects.addAll(step.effects());
        for (ConversationEffect effect : step.effects()) {
            if (effect instanceof Store store) {
                journal.addAll(store.events());
            }
        }
        return step.effects();
    }

    private TurnId say(String id, String text) {
        var turn = LearnerTurn.typed(new TurnId(id), text);
        take(new LearnerSaid(turn, NOW));
        return turn.id();
    }

    private TurnId reply() {
        return Objects.requireNonNull(state.reply()).id();
    }

    private static Observation observed(TurnId turn) {
        return new Observation(turn, "", Intent.OFF_COURSE, new AnswerCheck.NotAnAnswer(), "", List.of());
    }

    private TurnId replyTo(TurnId turn) {
        take(new ReplyRequested());
        take(new Understood(reply(), observed(turn), known(), NOW));
        return reply();
    }

    private void deliver(Delivery delivery) {
        take(new ConversationInput.SettingsChanged("en", delivery));
    }

    @Test
    void a_message_is_stored_before_it_is_acknowledged_and_before_anyone_answers() {
        say("a", "hello");

        assertThat(effects).hasSize(2);
        assertThat(effects.get(0)).isInstanceOf(Store.class).matches(ConversationEffect::commits);
        assertThat(effects.get(1))
                .isEqualTo(
                        new Emit(new ConversationEvent.LearnerTurnStored(LearnerTurn.typed(new TurnId("a"), "hello"))));
        assertThat(state.reply()).isNull();
    }

    @Test
    void a_message_sent_twice_is_stored_once_and_acknowledged_twice() {
        say("a", "hello");
        var again = take(new LearnerSaid(LearnerTurn.typed(new TurnId("a"), "hello"), NOW));

        assertThat(again).singleElement().isInstanceOf(Emit.class);
        assertThat(journal).hasSize(1);
        assertThat(state.unanswered()).hasSize(1);
    }

    @Test
    void a_reply_is_read_decided_worded_and_stored_in_that_order() {
        TurnId turn = say("a", "hello");
        var asked = take(new ReplyRequested());
        assertThat(asked).singleElement().isInstanceOf(Understand.class);
        TurnId id = reply();
        var decided = take(new Understood(id, observed(turn), known(), NOW));
        assertThat(decided).hasSize(2);
        assertThat(decided.get(1)).isInstanceOf(Word.class);
        take(new WordsArrived(id, "Say it "));
        take(new WordsArrived(id, "again."));
        var ended = take(new WordingEnded(id, new Worded("authored"), NOW));

        assertThat(ended.getFirst()).isInstanceOf(Store.class);
        assertThat(journal.getLast())
                .isEqualTo(new TutorReplied(
                        id, List.of(turn), observed(turn), null, MOVES, "Say it again.", false, "authored", NOW));
        assertThat(state.unanswered()).isEmpty();
        assertThat(state.expectation().answers()).containsExactly("an answer");
        assertThat(state.progress().openItemId()).isEqualTo("q1");
    }

    @Test
    void a_new_message_cuts_a_shown_reply_at_what_was_shown() {
        TurnId id = replyTo(say("a", "hello"));
        take(new WordsArrived(id, "Say it "));
        say("b", "wait");

        assertThat(journal).hasSize(3);
        assertThat(journal.get(1)).isInstanceOfSatisfying(TutorReplied.class, cut -> {
            assertThat(cut.heard()).isEqualTo("Say it ");
            assertThat(cut.interrupted()).isTrue();
        });
        assertThat(effects).contains(new StopWording(id));
        assertThat(state.unanswered()).extracting(LearnerTurn::text).containsExactly("wait");
    }

    /** A page that is loaded again shows what it showed: the rest of a cut reply, and what was heard in doubt. */
    @Test
    void the_history_keeps_what_was_worded_beyond_what_was_heard_and_what_was_doubtful() {
        deliver(Delivery.SPOKEN);
        take(new LearnerSaid(
                new LearnerTurn(new TurnId("a"), "hello", new SpokenEvidence(List.of(), "hello", "", 0.7)), NOW));
        TurnId id = replyTo(new TurnId("a"));
        take(new WordsArrived(id, "Say it again. Then say more."));
        take(new ReplyHeard(id, "Say it again.", true, NOW));

        ConversationState reloaded = ConversationState.begin("s", "en", Delivery.SPOKEN, LearnerProgress.EMPTY);
        for (LearningEvent event : journal) {
            reloaded = reloaded.after(event);
        }
        assertThat(reloaded.history().get(0))
                .isInstanceOfSatisfying(
                        HistoryItem.FromLearner.class,
                        said -> assertThat(said.doubtful()).isTrue());
        assertThat(reloaded.history().get(1)).isInstanceOfSatisfying(HistoryItem.FromTutor.class, said -> {
            assertThat(said.text()).isEqualTo("Say it again.");
            assertThat(said.unheard()).isEqualTo(" Then say more.");
        });
    }

    /** The first sound of a new conversation was once graded against the exercise that the last one had left open. */
    @Test
    void what_is_said_before_the_tutor_has_asked_answers_no_exercise_of_an_earlier_conversation() {
        take(new WordingEnded(replyTo(say("a", "hello")), new Worded("authored"), NOW));
        assertThat(known().progress().openItemId()).isEqualTo("q1");
        var decided = new ArrayList<Situation>();
        var asking = new ConversationMachine(
                situation -> {
                    decided.add(situation);
                    return MOVES;
                },
                (question, progress) -> Expectation.NONE,
                (known, observation, at) -> {
                    assertThat(observation.answer()).isInstanceOf(AnswerCheck.NotAnAnswer.class);
                    return Optional.empty();
                });
        ConversationState next = ConversationState.begin("n", "en", Delivery.TEXT, known().progress());
        LearnerTurn turn = LearnerTurn.typed(new TurnId("b"), "went");
        next = asking.step(next, new LearnerSaid(turn, NOW)).state();
        next = asking.step(next, new ReplyRequested()).state();
        var right = new Observation(turn.id(), "q1", Intent.ANSWER, new AnswerCheck.Right("went", true), "", List.of());
        asking.step(next, new Understood(requireNonNull(next.reply()).id(), right, known(), NOW));

        assertThat(decided).singleElement().satisfies(situation -> {
            assertThat(situation.conversationIsNew()).isTrue();
            assertThat(requireNonNull(situation.observation()).intent()).isEqualTo(Intent.READY);
        });
    }

    @Test
    void a_cut_reply_and_the_message_that_cut_it_are_stored_together_or_not_at_all() {
        TurnId id = replyTo(say("a", "hello"));
        take(new WordsArrived(id, "Say it "));
        var cut = take(new LearnerSaid(LearnerTurn.typed(new TurnId("b"), "wait"), NOW));

        assertThat(cut).filteredOn(Store.class::isInstance).hasSize(1);
        assertThat(cut.getFirst())
                .isInstanceOfSatisfying(
                        Store.class,
                        store -> assertThat(store.events())
                                .hasExactlyElementsOfTypes(TutorReplied.class, LearnerSpoke.class));
    }

    @Test
    void a_reply_that_could_not_be_decided_is_told_as_failed_and_can_be_asked_for_again() {
        TurnId turn = say("a", "hello");
        take(new ReplyRequested());
        TurnId id = reply();
        var failure = new TutorFailure.OutputUnusable("tutor", "a bug");
        var told = take(new Undone(new Understood(id, observed(turn), known(), NOW), failure));

        assertThat(told).contains(new Emit(new ConversationEvent.ReplyFailed(id, failure)));
        assertThat(state.reply()).isNull();
        assertThat(take(new ReplyRequested())).singleElement().isInstanceOf(Understand.class);
    }

    @Test
    void a_doubtful_turn_is_not_read_with_a_clear_one_that_followed_it() {
        take(new LearnerSaid(spoken("a", "i went home", 0.8), NOW));
        take(new LearnerSaid(spoken("b", "i go home", 0.1), NOW));
        assertThat(take(new ReplyRequested()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Understand.class,
                        read -> assertThat(requireNonNull(read.turn()).text()).isEqualTo("i go home"));
    }

    @Test
    void what_is_doubtful_at_last_stays_doubtful() {
        take(new LearnerSaid(spoken("a", "i go home", 0.1), NOW));
        take(new LearnerSaid(spoken("b", "i went home", 0.8), NOW));
        assertThat(take(new ReplyRequested())).singleElement().isInstanceOfSatisfying(Understand.class, read -> {
            assertThat(requireNonNull(read.turn()).text()).isEqualTo("i go home\ni went home");
            assertThat(Objects.requireNonNull(requireNonNull(read.turn()).spoken())
                            .doubt())
                    .isEqualTo(0.8);
        });
    }

    private static LearnerTurn spoken(String id, String text, double doubt) {
        return new LearnerTurn(new TurnId(id), text, new SpokenEvidence(List.of(), text, "", doubt));
    }

    @Test
    void messages_before_the_first_word_are_answered_together_and_the_dropped_reply_leaves_no_trace() {
        TurnId first = replyTo(say("a", "hello"));
        say("b", "a coffee please");
        take(new ReplyRequested());

        assertThat(effects).contains(new Emit(new ConversationEvent.ReplyDropped(first)));
        assertThat(journal).hasOnlyElementsOfType(LearnerSpoke.class);
        assertThat(effects.getLast())
                .isInstanceOfSatisfying(
                        Understand.class,
                        understand -> assertThat(
                                        requireNonNull(understand.turn()).text())
                                .isEqualTo("hello\na coffee please"));
        assertThat(reply()).isNotEqualTo(first);
    }

    @Test
    void stop_before_the_first_word_answers_the_turn_with_silence() {
        replyTo(say("a", "hello"));
        take(new ReplyCancelled(NOW));

        assertThat(state.unanswered()).isEmpty();
        assertThat(journal.getLast())
                .isInstanceOfSatisfying(
                        TutorReplied.class, silent -> assertThat(silent.heard()).isEmpty());
    }

    @Test
    void a_spoken_reply_is_history_only_as_far_as_it_was_heard() {
        deliver(Delivery.SPOKEN);
        TurnId id = replyTo(say("a", "hello"));
        take(new WordsArrived(id, "One two three."));
        take(new WordingEnded(id, new Worded("authored"), NOW));
        assertThat(journal).hasSize(1);

        take(new ReplyHeard(id, "One two", true, NOW));

        assertThat(state.history().getLast().text()).isEqualTo("One two");
        assertThat(state.reply()).isNull();
    }

    @Test
    void a_question_that_was_not_heard_was_not_asked() {
        deliver(Delivery.SPOKEN);
        TurnId id = replyTo(say("a", "hello"));
        take(new WordsArrived(id, "What would you like to say in a small cafe?"));
        take(new WordingEnded(id, new Worded("authored"), NOW));
        take(new ReplyHeard(id, "What would", true, NOW));
        assertThat(state.progress().openItemId()).isEmpty();

        TurnId again = replyTo(say("b", "go on"));
        take(new WordsArrived(again, "What would you like to say in a small cafe?"));
        take(new WordingEnded(again, new Worded("authored"), NOW));
        take(new ReplyHeard(again, "What would you like to say in a", true, NOW));
        assertThat(state.progress().openItemId()).isEqualTo("q1");
    }

    @Test
    void a_question_that_was_read_before_the_voice_came_to_it_was_asked() {
        deliver(Delivery.SPOKEN);
        TurnId id = replyTo(say("a", "hello"));
        take(new WordsArrived(id, "What would you like to say in a small cafe?"));
        take(new WordingEnded(id, new Worded("authored"), NOW));
        take(new ReplyHeard(id, "What would", true, true, NOW));
        assertThat(state.progress().openItemId()).isEqualTo("q1");
        assertThat(state.history().getLast().text()).isEqualTo("What would");
    }

    @Test
    void a_failed_wording_leaves_the_turn_unanswered_and_says_why() {
        TurnId id = replyTo(say("a", "hello"));
        var failure = new TutorFailure.ModelUnavailable("m", "refused");
        take(new WordingEnded(id, new NotWorded(failure), NOW));

        assertThat(effects.getLast()).isEqualTo(new Emit(new ConversationEvent.ReplyFailed(id, failure)));
        assertThat(state.unanswered()).hasSize(1);
        assertThat(state.reply()).isNull();
    }

    @Test
    void a_reply_that_could_not_be_stored_was_not_given() {
        TurnId id = replyTo(say("a", "hello"));
        var failure = new TutorFailure.StoreUnavailable("The disk is full");
        take(new Undone(new WordingEnded(id, new Worded("authored"), NOW), failure));

        assertThat(effects.getLast()).isEqualTo(new Emit(new ConversationEvent.ReplyFailed(id, failure)));
        assertThat(state.reply()).isNull();
        assertThat(state.unanswered()).hasSize(1);
    }

    @Test
    void too_many_unanswered_messages_are_refused_not_lost() {
        for (int i = 0; i < ConversationState.MAX_UNANSWERED; i++) {
            say("m" + i, "hello");
        }
        say("one-too-many", "hello");

        assertThat(effects.getLast())
                .isInstanceOfSatisfying(
                        Emit.class,
                        emit -> assertThat(emit.event()).isInstanceOf(ConversationEvent.LearnerTurnRefused.class));
        assertThat(journal).hasSize(ConversationState.MAX_UNANSWERED);
    }

    @Test
    void a_reply_that_never_ends_is_cut_at_the_limit() {
        TurnId id = replyTo(say("a", "hello"));
        take(new WordsArrived(id, "x".repeat(ConversationMachine.MAX_REPLY_CHARS - 1)));
        take(new WordsArrived(id, "yyy"));
        take(new WordsArrived(id, "zzz"));

        assertThat(Objects.requireNonNull(state.reply()).text())
                .hasSize(ConversationMachine.MAX_REPLY_CHARS)
                .endsWith("xy");
    }

    /** Any order of anything: stale work vanishes, and the journal alone rebuilds what was heard. */
    @Property(tries = 500)
    void whatever_happens_the_journal_tells_it(@ForAll("inputs") List<ConversationInput> inputs) {
        state = ConversationState.begin("r", "en", Delivery.TEXT, LearnerProgress.EMPTY);
        journal.clear();
        effects.clear();
        var shown = new StringBuilder();
        String current = "";
        for (ConversationInput input : inputs) {
            for (ConversationEffect effect : take(informed(input))) {
                if (effect instanceof Emit(ConversationEvent event)) {
                    switch (event) {
                        case ConversationEvent.ReplyStarted started -> {
                            current = started.reply().value();
                            shown.setLength(0);
                        }
                        case ConversationEvent.ReplyText text -> {
                            assertThat(text.reply().value()).isEqualTo(current);
                            shown.append(text.delta());
                        }
                        case ConversationEvent.ReplyFinished finished -> {
                            // A spoken reply's heard text is its player's word; a shown one's is what was shown.
                            boolean begun = finished.reply().value().equals(current);
                            if (!(input instanceof ReplyHeard)) {
                                assertThat(begun ? shown.toString() : "").isEqualTo(finished.heard());
                            }
                        }
                        case ConversationEvent.ReplyDropped dropped -> {}
                        case ConversationEvent.ReplyFailed failed -> {}
                        case ConversationEvent.ReplyWorded worded -> {}
                        case ConversationEvent.LearnerTurnStored stored -> {}
                        case ConversationEvent.LearnerTurnReopened reopened -> {}
                        case ConversationEvent.LearnerTurnRefused refused -> {}
                        case ConversationEvent.Notice notice -> {}
                    }
                }
            }
        }
        var rebuilt = ConversationState.begin("other", "en", Delivery.TEXT, LearnerProgress.EMPTY);
        for (LearningEvent event : journal) {
            rebuilt = rebuilt.after(event);
        }
        assertThat(rebuilt.history()).isEqualTo(state.history());
        assertThat(rebuilt.unanswered()).isEqualTo(state.unanswered());
        assertThat(rebuilt.progress()).isEqualTo(state.progress());
    }

    /** What is read of the store is what the journal tells at that moment, not when the input was made up. */
    private ConversationInput informed(ConversationInput input) {
        return input instanceof Understood understood
                ? new Understood(understood.reply(), understood.observation(), known(), understood.at())
                : input;
    }

    @Provide
    Arbitrary<List<ConversationInput>> inputs() {
        // Reply ids are r-1, r-2, …; guessing among the first few makes some inputs current and most stale.
        Arbitrary<TurnId> replies = Arbitraries.integers().between(1, 6).map(n -> new TurnId("r-" + n));
        Arbitrary<LearnerTurn> turns =
                Arbitraries.integers().between(1, 12).map(n -> LearnerTurn.typed(new TurnId("u" + n), "words " + n));
        Arbitrary<ConversationInput> any = Arbitraries.oneOf(
                turns.map(turn -> new LearnerSaid(turn, NOW)),
                Arbitraries.just(new ReplyRequested()),
                replies.map(id -> new Understood(id, observed(new TurnId("u1")), known(), NOW)),
                replies.map(id -> new WordsArrived(id, "word ")),
                replies.map(id -> new WordingEnded(id, new Worded("authored"), NOW)),
                replies.map(
                        id -> new WordingEnded(id, new NotWorded(new TutorFailure.ModelUnavailable("m", "down")), NOW)),
                replies.map(id -> new ReplyHeard(id, "word", true, NOW)),
                Arbitraries.just(new ReplyCancelled(NOW)),
                Arbitraries.of(Delivery.values())
                        .map(delivery -> new ConversationInput.SettingsChanged("en", delivery)));
        return any.list().ofMinSize(5).ofMaxSize(60);
    }
}
