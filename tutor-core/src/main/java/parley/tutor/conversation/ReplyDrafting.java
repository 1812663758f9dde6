package parley.tutor.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import parley.tutor.actor.Step;
import parley.tutor.conversation.ConversationEffect.Emit;
import parley.tutor.conversation.ConversationEffect.StopWording;
import parley.tutor.conversation.ConversationEffect.Store;
import parley.tutor.conversation.ConversationEffect.Understand;
import parley.tutor.conversation.ConversationEffect.Word;
import parley.tutor.conversation.ConversationInput.DraftAsked;
import parley.tutor.conversation.ConversationInput.WordingEnded;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.TurnReopened;

/**
 * The rules of replies made ahead: the very machine runs them on a copy of the conversation, whose work is done at once
 * and whose stores and events are withheld until the turn is over in the same words. Pure and thread-safe.
 */
final class ReplyDrafting {
    private final ConversationMachine machine;

    ReplyDrafting(ConversationMachine machine) {
        this.machine = machine;
    }

    boolean isDraft(ConversationState state, TurnId reply) {
        ReplyDraft draft = state.draft();
        return draft != null && draft.reply().equals(reply);
    }

    Step<ConversationState, ConversationEffect> asked(ConversationState state, DraftAsked asked) {
        ReplyDraft before = state.draft();
        boolean same = before != null && before.answers(asked.turn(), asked.before());
        boolean room = state.unanswered().size() < ConversationState.MAX_UNANSWERED;
        if (same || !room || state.reply() != null || state.knows(asked.turn().id())) {
            return Step.stay(state);
        }
        var dropped = dropped(state);
        ConversationState base = dropped.state();
        if (asked.before() != null) {
            base = base.after(new TurnReopened(asked.before(), asked.at()));
        }
        var begun = machine.begin(base.after(new LearnerSpoke(asked.turn(), asked.at())));
        var draft = new ReplyDraft(asked.turn(), asked.before(), begun.state(), List.of(), null);
        var effects = new ArrayList<>(dropped.effects());
        effects.addAll(begun.effects());
        long given = begun.state().repliesBegun();
        return new Step<>(dropped.state().withRepliesBegun(given).withDraft(draft), effects);
    }

    static Step<ConversationState, ConversationEffect> dropped(ConversationState state) {
        ReplyDraft draft = state.draft();
        return draft == null
                ? Step.stay(state)
                : new Step<>(state.withDraft(null), List.of(new StopWording(draft.reply())));
    }

    /** Something came of the draft: its work goes on, what it would store and tell waits. */
    Step<ConversationState, ConversationEffect> on(ConversationState state, ConversationInput input) {
        ReplyDraft draft = state.draft();
        if (draft == null) {
            return Step.stay(state);
        }
        if (input instanceof WordingEnded ended) {
            // Whatever the end brings about is judged when the turn is over.
            return Step.stay(state.withDraft(draft.ending(ended)));
        }
        var step = machine.step(draft.ahead(), input);
        var withheld = new ArrayList<ConversationEffect>();
        var work = new ArrayList<ConversationEffect>();
        for (ConversationEffect effect : step.effects()) {
            switch (effect) {
                case Store store -> withheld.add(store);
                case Emit emit -> withheld.add(emit);
                case Understand understand -> work.add(understand);
                case Word word -> work.add(word);
                case StopWording stop -> work.add(stop);
            }
        }
        return new Step<>(state.withDraft(draft.moved(step.state(), withheld)), work);
    }

    /** The turn is over and stored: its draft is the reply, or is dropped for a reply that is made now. */
    Step<ConversationState, ConversationEffect> adopted(ConversationState state, ReplyDraft draft) {
        var meant = draft.inHand().answers().stream().map(LearnerTurn::id).toList();
        var waiting = state.unanswered().stream().map(LearnerTurn::id).toList();
        if (!meant.equals(waiting)) {
            var dropped = dropped(state);
            var begun = machine.begin(dropped.state());
            var effects = new ArrayList<>(dropped.effects());
            effects.addAll(begun.effects());
            return new Step<>(begun.state(), effects);
        }
        ConversationState now = state.withDraft(null)
                .withProgress(draft.ahead().progress())
                .withReply(draft.inHand().answering(state.unanswered()));
        var events = new ArrayList<LearningEvent>();
        var told = new ArrayList<ConversationEffect>();
        for (ConversationEffect effect : draft.withheld()) {
            if (effect instanceof Store store) {
                events.addAll(store.events());
            } else {
                told.add(effect);
            }
        }
        for (LearningEvent event : events) {
            now = now.after(event);
        }
        if (!events.isEmpty()) {
            told.addFirst(new Store(events));
        }
        WordingEnded ended = draft.ended();
        if (ended != null) {
            // Nothing answers a turn before it was said.
            Instant said = now.history().getLast().at();
            Instant at = ended.at().isBefore(said) ? said : ended.at();
            var last = machine.step(now, new WordingEnded(ended.reply(), ended.outcome(), at));
            now = last.state();
            told.addAll(last.effects());
        }
        return new Step<>(now, told);
    }
}
