package parley.speech.talk;

import parley.speech.talk.TalkHappening.AlarmRang;
import parley.speech.talk.TalkHappening.AudioCleared;
import parley.speech.talk.TalkHappening.AudioCommitted;
import parley.speech.talk.TalkHappening.Closing;
import parley.speech.talk.TalkHappening.Conversed;
import parley.speech.talk.TalkHappening.EarMissing;
import parley.speech.talk.TalkHappening.Heard;
import parley.speech.talk.TalkHappening.MicrophoneChanged;
import parley.speech.talk.TalkHappening.Played;
import parley.speech.talk.TalkHappening.ReplyAsked;
import parley.speech.talk.TalkHappening.ReplyStopped;
import parley.speech.talk.TalkHappening.SentenceSilent;
import parley.speech.talk.TalkHappening.SentenceSpoken;
import parley.speech.talk.TalkHappening.SettingsChanged;
import parley.speech.talk.TalkHappening.Truncated;
import parley.speech.talk.TalkHappening.Typed;
import parley.speech.talk.TalkHappening.Undone;
import parley.speech.talk.TalkHappening.VoiceFailed;
import parley.speech.turns.TurnInput;
import parley.speech.turns.TurnMachine;
import parley.tutor.actor.Machine;
import parley.tutor.actor.Step;
import parley.tutor.conversation.ConversationInput;
import parley.tutor.conversation.ConversationMachine;
import parley.tutor.conversation.ConversationState;

/**
 * The rules of a talk: turn-taking, conversation and playout, composed in one step. Pure and thread-safe.
 *
 * <p>A learner's spoken turn over a reply first cuts and stores what was heard of it, then stores the turn, then asks
 * for the answer. While a learner's voice is not yet understood the tutor holds still. Everything of a reply that is
 * no longer in hand is dropped by its id. All that a step stores is written at once, or the step has not happened.
 */
public final class TalkMachine implements Machine<TalkState, TalkInput, TalkEffect> {
    private final ConversationMachine conversing;
    private final TurnMachine turnTaking = new TurnMachine();

    public TalkMachine(ConversationMachine conversing) {
        this.conversing = conversing;
    }

    /** The talk that takes up {@code conversation}. */
    public TalkState begin(ConversationState conversation, TalkSettings settings) {
        var set = new ConversationInput.SettingsChanged(settings.locale(), settings.delivery());
        return TalkState.begin(conversing.step(conversation, set).state(), settings);
    }

    @Override
    public Step<TalkState, TalkEffect> step(TalkState state, TalkInput input) {
        var step = new TalkStep(conversing, turnTaking, state, input);
        switch (input.what()) {
            case Conversed(ConversationInput answer) -> step.converseOn(answer);
            case Typed(var turn) -> step.typed(turn);
            case ReplyAsked() -> step.draft().converse(new ConversationInput.ReplyRequested());
            case ReplyStopped() -> step.replyStopped();
            case Heard(var fact) -> step.takeTurn(new TurnInput.Heard(fact));
            case AudioCommitted() -> step.takeTurn(new TurnInput.CommitAsked());
            case AudioCleared() -> step.takeTurn(new TurnInput.ClearAsked());
            case MicrophoneChanged(var microphone) -> step.takeTurn(new TurnInput.MicrophoneChanged(microphone));
            case AlarmRang() -> step.alarmRang();
            case Played(var reply, var position, boolean halted) -> step.voice().played(reply, position, halted);
            case Truncated(var reply, var position) -> step.voice().truncated(reply, position);
            case SettingsChanged(var settings) -> step.settingsChanged(settings);
            case TalkHappening.SentenceSounds sounds -> step.voice().sentenceSounds(sounds);
            case SentenceSpoken spoken -> step.voice().sentenceSpoken(spoken);
            case SentenceSilent(var reply, int number) -> step.voice().sentenceSilent(reply, number);
            case VoiceFailed failed -> step.voice().voiceFailed(failed);
            case EarMissing(var failure) -> step.draft().tell(new TalkEvent.Warned(failure));
            case Closing() -> step.closing();
            case Undone(var undone, var failure) -> step.undone(undone, failure);
        }
        return step.finish();
    }
}
