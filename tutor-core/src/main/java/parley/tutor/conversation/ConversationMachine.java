package parley.tutor.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.tutor.Caller;
import parley.tutor.TutorFailure;
import parley.tutor.actor.Machine;
import parley.tutor.actor.Step;
import parley.tutor.conversation.ConversationEffect.Emit;
import parley.tutor.conversation.ConversationEffect.StopWording;
import parley.tutor.conversation.ConversationEffect.Store;
import parley.tutor.conversation.ConversationEffect.Understand;
import parley.tutor.conversation.ConversationEffect.Word;
import parley.tutor.conversation.ConversationInput.DraftAsked;
import parley.tutor.conversation.ConversationInput.DraftDropped;
import parley.tutor.conversation.ConversationInput.LearnerContinued;
import parley.tutor.conversation.ConversationInput.LearnerSaid;
import parley.tutor.conversation.ConversationInput.ReplyCancelled;
import parley.tutor.conversation.ConversationInput.ReplyHeard;
import parley.tutor.conversation.ConversationInput.ReplyRequested;
import parley.tutor.conversation.ConversationInput.SettingsChanged;
import parley.tutor.conversation.ConversationInput.ToolWasUsed;
import parley.tutor.conversation.ConversationInput.Understood;
import parley.tutor.conversation.ConversationInput.Undone;
import parley.tutor.conversation.ConversationInput.WordingEnded;
import parley.tutor.conversation.ConversationInput.WordingNoticed;
import parley.tutor.conversation.ConversationInput.WordsArrived;
import parley.tutor.conversation.ConversationState.Reply;
import parley.tutor.learner.Assessor;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.ToolUsed;
import parley.tutor.learner.LearningEvent.TurnReopened;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.teaching.ExpectationSource;
import parley.tutor.teaching.Situation;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingPolicy;
import parley.tutor.understanding.Observation;
import parley.tutor.wording.ReplyRequest;
import parley.tutor.wording.Wording.WordingOutcome.NotWorded;
import parley.tutor.wording.Wording.WordingOutcome.Worded;

/**
 * The rules of a conversation: what is stored when, who answers what, and what becomes of work that nobody wants any
 * more. Pure and thread-safe.
 *
 * <p>The order within a turn is always the same: the learner's words are stored and acknowledged, read, answered by
 * moves, worded, delivered, and what was heard of them is stored. Inputs of a reply that is not in hand change
 * nothing; those of a reply made ahead change only {@linkplain ReplyDraft its own draft}.
 */
public final class ConversationMachine implements Machine<ConversationState, ConversationInput, ConversationEffect> {
    /** Longer replies are cut at this length; about eight minutes of speech. */
    public static final int MAX_REPLY_CHARS = 8_000;

    private final TeachingPolicy policy;
    private final ExpectationSource expectations;
    private final Assessor assessor;
    private final ReplyDrafting drafting = new ReplyDrafting(this);

    public ConversationMachine(TeachingPolicy policy, ExpectationSource expectations, Assessor assessor) {
        this.assessor = assessor;
        this.policy = policy;
        this.expectations = expectations;
    }

    @Override
    public Step<ConversationState, ConversationEffect> step(ConversationState state, ConversationInput input) {
        return switch (input) {
            case LearnerSaid said -> learnerSaid(state, said, null);
            case LearnerContinued more -> learnerContinued(state, more);
            case ReplyRequested requested -> replyRequested(state);
            case DraftAsked asked -> drafting.asked(state, asked);
            case DraftDropped dropped -> ReplyDrafting.dropped(state);
            case Understood understood when drafting.isDraft(state, understood.reply()) -> drafting.on(state, input);
            case WordsArrived words when drafting.isDraft(state, words.reply()) -> drafting.on(state, input);
            case ToolWasUsed used when drafting.isDraft(state, used.reply()) -> drafting.on(state, input);
            case WordingNoticed noticed when drafting.isDraft(state, noticed.reply()) -> drafting.on(state, input);
            case WordingEnded ended when drafting.isDraft(state, ended.reply()) -> drafting.on(state, input);
            case Understood understood when state.awaitsReading(understood.reply()) -> decide(state, understood);
            case WordsArrived words when state.awaitsWords(words.reply()) -> wordsArrived(state, words);
            case ToolWasUsed used when state.awaitsWords(used.reply()) -> toolUsed(state, used);
            case WordingNoticed noticed
            when state.isCurrent(noticed.reply()) ->
                new Step<>(state, List.of(new Emit(new ConversationEvent.Notice(noticed.failure()))));
            case WordingEnded ended
            when state.isCurrent(ended.reply()) && !inHand(state).worded() -> wordingEnded(state, ended);
            case ReplyHeard heard when state.isCurrent(heard.reply()) -> replyHeard(state, heard);
            case ReplyCancelled cancelled -> replyCancelled(state, cancelled.at());
            case SettingsChanged changed -> settingsChanged(state, changed);
            case Undone undone -> undone(state, undone);
            // What is left over of a reply that was interrupted, dropped or finished.
            case Understood stale -> Step.stay(state);
            case WordsArrived stale -> Step.stay(state);
            case ToolWasUsed stale -> Step.stay(state);
            case WordingNoticed stale -> Step.stay(state);
            case WordingEnded stale -> Step.stay(state);
            case ReplyHeard stale -> Step.stay(state);
        };
    }

    /** A reply made ahead in another language or another way is not wanted. */
    private static Step<ConversationState, ConversationEffect> settingsChanged(
            ConversationState state, SettingsChanged changed) {
        boolean same = state.locale().equals(changed.locale()) && state.delivery() == changed.delivery();
        var kept = same ? Step.<ConversationState, ConversationEffect>stay(state) : ReplyDrafting.dropped(state);
        return new Step<>(kept.state().withSettings(changed.locale(), changed.delivery()), kept.effects());
    }

    private Step<ConversationState, ConversationEffect> learnerContinued(
            ConversationState state, LearnerContinued more) {
        List<LearnerTurn> waiting = state.unanswered();
        boolean goesOn = !waiting.isEmpty()
                && waiting.getLast().id().equals(more.before())
                && !state.knows(more.whole().id());
        return learnerSaid(state, new LearnerSaid(more.whole(), more.at()), goesOn ? more.before() : null);
    }

    private Step<ConversationState, ConversationEffect> learnerSaid(
            ConversationState state, LearnerSaid said, @Nullable TurnId before) {
        LearnerTurn turn = said.turn();
        if (state.knows(turn.id())) {
            return new Step<>(state, List.of(new Emit(new ConversationEvent.LearnerTurnStored(turn))));
        }
        if (before == null && state.unanswered().size() >= ConversationState.MAX_UNANSWERED) {
            var limit = new TutorFailure.LimitReached("At most " + ConversationState.MAX_UNANSWERED
                    + " messages may wait for an answer; ask for a reply first");
            return new Step<>(state, List.of(new Emit(new ConversationEvent.LearnerTurnRefused(turn.id(), limit))));
        }
        var events = new ArrayList<LearningEvent>();
        var effects = new ArrayList<ConversationEffect>();
        ConversationState now = state;
        Reply inHand = state.reply();
        if (inHand != null && inHand.delivery() == Delivery.TEXT) {
            // A new message over a reply that is being shown: what was shown stays, the rest is not wanted.
            var ended = replyHeard(state, new ReplyHeard(inHand.id(), inHand.text(), true, said.at()));
            now = ended.state();
            for (ConversationEffect effect : ended.effects()) {
                if (effect instanceof Store store) {
                    events.addAll(store.events());
                } else {
                    effects.add(effect);
                }
            }
        }
        ReplyDraft draft = now.draft();
        if (draft != null && !draft.answers(turn, before)) {
            var dropped = ReplyDrafting.dropped(now);
            now = dropped.state();
            effects.addAll(dropped.effects());
        }
        if (before != null) {
            var reopened = new TurnReopened(before, said.at());
            events.add(reopened);
            now = now.after(reopened);
            effects.add(new Emit(new ConversationEvent.LearnerTurnReopened(before, turn.id())));
        }
        var spoke = new LearnerSpoke(turn, said.at());
        events.add(spoke);
        // One write: were only the cut reply stored, the step would be undone and the reply go on, stored as cut.
        effects.addFirst(new Store(events));
        effects.add(new Emit(new ConversationEvent.LearnerTurnStored(turn)));
        return new Step<>(now.after(spoke), effects);
    }

    private Step<ConversationState, ConversationEffect> replyRequested(ConversationState state) {
        if (state.reply() != null) {
            return Step.stay(state);
        }
        ReplyDraft draft = state.draft();
        if (draft != null) {
            return drafting.adopted(state, draft);
        }
        return begin(state);
    }

    Step<ConversationState, ConversationEffect> begin(ConversationState state) {
        ConversationState begun = state.beginReply();
        Reply reply = inHand(begun);
        LearnerTurn turn = reply.answers().isEmpty() ? null : LearnerTurn.joined(reply.answers());
        return new Step<>(begun, List.of(new Understand(reply.id(), turn)));
    }

    private Step<ConversationState, ConversationEffect> decide(ConversationState before, Understood understood) {
        // What is stored is the truth: another conversation of the same learner may have added to it.
        ConversationState state = before.withProgress(understood.known().progress());
        List<List<TeachingMove>> made = movesSoFar(state);
        Observation read = understood.observation();
        // An exercise may be open since an earlier conversation, but it was not put in this one. It is put again.
        boolean unasked = read != null && made.isEmpty() && read.answersItem();
        Observation observation = read != null && unasked ? read.asReady() : read;
        Attempt attempt = observation == null
                ? null
                : assessor.assess(understood.known(), observation, understood.at())
                        .orElse(null);
        List<TeachingMove> moves = policy.decide(new Situation(
                observation,
                attempt,
                understood.known(),
                unasked || state.history().isEmpty(),
                understood.at(),
                understood.reply().value().hashCode(),
                inHand(state).answers().stream().map(LearnerTurn::text).collect(Collectors.joining("\n")),
                made));
        Reply reply = inHand(state).decided(observation, attempt, moves);
        var answered = reply.answers().stream().map(LearnerTurn::id).toList();
        var earlier = state.history().stream()
                .filter(item -> !answered.contains(item.id()) && !item.isEmpty())
                .toList();
        var request = new ReplyRequest(
                reply.id(),
                Caller.NOBODY,
                moves,
                observation,
                reply.answers().stream().map(LearnerTurn::text).collect(Collectors.joining("\n")),
                earlier,
                state.toolsUsed().stream().map(ToolUsed::use).toList(),
                understood.known(),
                state.locale());
        return new Step<>(
                state.withReply(reply),
                List.of(
                        new Emit(new ConversationEvent.ReplyStarted(reply.id(), moves, observation)),
                        new Word(request)));
    }

    private static List<List<TeachingMove>> movesSoFar(ConversationState state) {
        List<List<TeachingMove>> made = new ArrayList<>();
        for (HistoryItem item : state.history()) {
            if (item instanceof HistoryItem.FromTutor reply) {
                made.add(reply.moves());
            }
        }
        return made;
    }

    private Step<ConversationState, ConversationEffect> wordsArrived(ConversationState state, WordsArrived words) {
        Reply reply = inHand(state);
        int room = MAX_REPLY_CHARS - reply.text().length();
        if (room <= 0 || words.delta().isEmpty()) {
            return Step.stay(state);
        }
        String delta =
                words.delta().length() <= room ? words.delta() : words.delta().substring(0, room);
        return new Step<>(
                state.withReply(reply.withText(reply.text() + delta)),
                List.of(new Emit(new ConversationEvent.ReplyText(reply.id(), delta))));
    }

    /** Stored before anything is said of it, once however often it is told. */
    private static Step<ConversationState, ConversationEffect> toolUsed(ConversationState state, ToolWasUsed used) {
        if (state.hasUsed(used.reply(), used.use().callId())) {
            return Step.stay(state);
        }
        var event = new ToolUsed(used.reply(), used.use(), used.at());
        return new Step<>(state.after(event), List.of(new Store(List.of(event))));
    }

    private Step<ConversationState, ConversationEffect> wordingEnded(ConversationState state, WordingEnded ended) {
        Reply reply = inHand(state);
        return switch (ended.outcome()) {
            case Worded worded -> {
                ConversationState complete = state.withReply(reply.worded(worded.wordedBy(), worded.promptVersion()));
                yield switch (reply.delivery()) {
                    case TEXT -> replyHeard(complete, new ReplyHeard(reply.id(), reply.text(), false, ended.at()));
                    case SPOKEN ->
                        new Step<>(
                                complete,
                                List.of(new Emit(new ConversationEvent.ReplyWorded(reply.id(), worded.wordedBy()))));
                };
            }
            case NotWorded failed -> {
                var failure = new Emit(new ConversationEvent.ReplyFailed(reply.id(), failed.failure()));
                yield new Step<>(state.withReply(null), List.of(failure));
            }
        };
    }

    private Step<ConversationState, ConversationEffect> replyCancelled(ConversationState state, Instant at) {
        Reply reply = state.reply();
        if (reply == null) {
            return Step.stay(state);
        }
        return switch (reply.delivery()) {
            // Pressing stop is an answer to the reply even when nothing of it was seen: it is not asked for again.
            case TEXT -> finished(state, new ReplyHeard(reply.id(), reply.text(), true, at));
            case SPOKEN -> Step.stay(state);
        };
    }

    private Step<ConversationState, ConversationEffect> replyHeard(ConversationState state, ReplyHeard end) {
        Reply reply = inHand(state);
        if (end.interrupted() && end.heard().isBlank()) {
            // Nothing was heard: it never was. Its turns stay unanswered and are read again with what comes next.
            return new Step<>(
                    state.withReply(null),
                    List.of(new StopWording(reply.id()), new Emit(new ConversationEvent.ReplyDropped(reply.id()))));
        }
        return finished(state, end);
    }

    private Step<ConversationState, ConversationEffect> finished(ConversationState state, ReplyHeard end) {
        Reply reply = inHand(state);
        String heard = end.heard();
        List<TeachingMove> delivered =
                end.interrupted() ? reply.movesHeard(end.read() ? reply.text() : heard) : reply.moves();
        var replied = new TutorReplied(
                reply.id(),
                reply.answers().stream().map(LearnerTurn::id).toList(),
                reply.observation(),
                reply.attempt(),
                delivered,
                heard,
                end.interrupted(),
                reply.wordedBy(),
                reply.promptVersion(),
                unheard(reply.text(), heard),
                end.at());
        ConversationState after = state.after(replied).withReply(null);
        var effects = new ArrayList<ConversationEffect>();
        effects.add(new Store(List.of(replied)));
        if (!reply.worded()) {
            effects.add(new StopWording(reply.id()));
        }
        effects.add(new Emit(new ConversationEvent.ReplyFinished(
                reply.id(), heard, end.interrupted(), reply.wordedBy(), delivered)));
        return new Step<>(after.foreseeing(reply.id(), expectations), effects);
    }

    /** What was worded beyond what was heard; null where all was, or where the one does not begin with the other. */
    private static @Nullable String unheard(String worded, String heard) {
        String begun = heard.stripTrailing();
        return worded.startsWith(begun) && !worded.substring(begun.length()).isBlank()
                ? worded.substring(begun.length())
                : null;
    }

    private Step<ConversationState, ConversationEffect> undone(ConversationState state, Undone undone) {
        ConversationEvent event = switch (undone.input()) {
            case LearnerSaid said ->
                new ConversationEvent.LearnerTurnRefused(said.turn().id(), undone.failure());
            case LearnerContinued more ->
                new ConversationEvent.LearnerTurnRefused(more.whole().id(), undone.failure());
            case DraftAsked other -> new ConversationEvent.Notice(undone.failure());
            case DraftDropped other -> new ConversationEvent.Notice(undone.failure());
            case ReplyRequested other -> new ConversationEvent.Notice(undone.failure());
            case Understood understood -> new ConversationEvent.ReplyFailed(understood.reply(), undone.failure());
            case WordsArrived words -> new ConversationEvent.ReplyFailed(words.reply(), undone.failure());
            // The reply goes on; the next one may look up the same again.
            case ToolWasUsed other -> new ConversationEvent.Notice(undone.failure());
            case WordingNoticed other -> new ConversationEvent.Notice(undone.failure());
            case SettingsChanged other -> new ConversationEvent.Notice(undone.failure());
            case Undone other -> new ConversationEvent.Notice(undone.failure());
            case WordingEnded ended -> new ConversationEvent.ReplyFailed(ended.reply(), undone.failure());
            case ReplyHeard heard -> new ConversationEvent.ReplyFailed(heard.reply(), undone.failure());
            case ReplyCancelled cancelled ->
                state.reply() == null
                        ? new ConversationEvent.Notice(undone.failure())
                        : new ConversationEvent.ReplyFailed(state.reply().id(), undone.failure());
        };
        // A reply that could not be decided or stored was not given: its turns stay unanswered and can be asked for
        // again.
        boolean replyLost = event instanceof ConversationEvent.ReplyFailed failed && state.isCurrent(failed.reply());
        var effects = new ArrayList<ConversationEffect>();
        if (replyLost) {
            effects.add(new StopWording(inHand(state).id()));
        }
        effects.add(new Emit(event));
        return new Step<>(replyLost ? state.withReply(null) : state, effects);
    }

    private static Reply inHand(ConversationState state) {
        Reply reply = state.reply();
        if (reply == null) {
            throw new IllegalStateException("No reply is in hand");
        }
        return reply;
    }
}
