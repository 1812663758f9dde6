package parley.speech.talk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.speech.turns.TurnReason;
import parley.speech.turns.TurnState;
import parley.tutor.actor.Step;
import parley.tutor.conversation.ConversationEffect;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.ConversationInput;
import parley.tutor.conversation.ConversationMachine;
import parley.tutor.conversation.ConversationState;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.ReplyDraft;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearningEvent;

/** A step of a talk in the making: the state so far, the effects so far, and what every part of the step needs. */
final class TalkDraft {
    final TalkInput input;
    final Duration now;
    final List<TalkEffect> effects = new ArrayList<>();
    private final ConversationMachine conversing;

    ConversationState conversation;
    TurnState turns;
    TalkSettings settings;

    @Nullable
    SpokenReply speech;

    boolean owesReply;
    boolean voiceWarned;

    @Nullable
    SpokenReply ahead;

    TalkState.@Nullable Overheard overheard;

    TalkState.@Nullable Silence silence;

    @Nullable
    Duration wakeAt;

    /** False while an undone step is mended: nothing may be stored then. */
    boolean mayFinish = true;

    TalkDraft(ConversationMachine conversing, TalkState state, TalkInput input) {
        this.conversing = conversing;
        this.input = input;
        this.now = input.now();
        this.conversation = state.conversation();
        this.turns = state.turns();
        this.settings = state.settings();
        this.speech = state.speech();
        this.owesReply = state.owesReply();
        this.voiceWarned = state.voiceWarned();
        this.ahead = state.ahead();
        this.overheard = state.overheard();
        this.silence = state.silence();
        this.wakeAt = state.wakeAt();
    }

    /** The step as it stands. */
    Step<TalkState, TalkEffect> step() {
        return new Step<>(
                new TalkState(
                        conversation,
                        turns,
                        settings,
                        speech,
                        owesReply,
                        voiceWarned,
                        ahead,
                        overheard,
                        silence,
                        wakeAt),
                inOneWrite());
    }

    void tell(TalkEvent event) {
        effects.add(new TalkEffect.Tell(event));
    }

    void judged(TurnId turn, TalkEvent.TurnJudged.Verdict verdict, TurnReason reason) {
        tell(new TalkEvent.TurnJudged(turn, verdict, reason));
    }

    void converse(ConversationInput said) {
        ReplyDraft before = conversation.draft();
        var step = conversing.step(conversation, said);
        conversation = step.state();
        boolean adopted = followReply();
        followDraft(before);
        for (ConversationEffect effect : step.effects()) {
            effects.add(new TalkEffect.Converse(effect));
            if (!adopted && effect instanceof ConversationEffect.Emit(ConversationEvent event)) {
                follow(event);
            }
        }
        if (adopted && speech != null && !speech.allWords().isEmpty()) {
            tell(new TalkEvent.WordsTimed(speech.reply(), speech.allWords()));
        }
    }

    /** The speech belongs to the reply in hand, and ends with it. True when it was made ahead, with all its words. */
    private boolean followReply() {
        ConversationState.Reply reply = conversation.reply();
        SpokenReply spoken = speech;
        if (spoken != null && (reply == null || !reply.id().equals(spoken.reply()))) {
            effects.add(new TalkEffect.StopSpeaking(spoken.reply()));
            speech = null;
        }
        if (reply == null || speech != null || reply.delivery() != Delivery.SPOKEN) {
            return false;
        }
        SpokenReply made = ahead;
        if (made != null && made.reply().equals(reply.id())) {
            ahead = null;
            speech = reply.worded() ? made.textEnded() : made;
            return true;
        }
        speech = SpokenReply.begin(reply.id(), settings.voice(), settings.outputRateHz(), now);
        return false;
    }

    /** The beginning of a reply that may come is spoken ahead, for nobody yet. */
    private void followDraft(@Nullable ReplyDraft before) {
        ReplyDraft draft = conversation.draft();
        SpokenReply made = ahead;
        if (made != null && (draft == null || !draft.reply().equals(made.reply()))) {
            effects.add(new TalkEffect.StopSpeaking(made.reply()));
            ahead = null;
        }
        if (draft == null || settings.delivery() != Delivery.SPOKEN) {
            return;
        }
        boolean fresh = before == null || !before.reply().equals(draft.reply());
        if (fresh) {
            ahead = SpokenReply.begin(draft.reply(), settings.voice(), settings.outputRateHz(), now);
        }
        made = ahead;
        if (made == null) {
            return;
        }
        String old = before == null || fresh ? "" : before.text();
        if (draft.text().length() > old.length()) {
            made = made.text(draft.text().substring(old.length()));
        }
        ahead = draft.worded() ? made.textEnded() : made;
    }

    private void follow(ConversationEvent event) {
        SpokenReply spoken = speech;
        if (spoken == null) {
            return;
        }
        if (event instanceof ConversationEvent.ReplyText(TurnId reply, String delta) && reply.equals(spoken.reply())) {
            speech = spoken.text(delta);
        } else if (event instanceof ConversationEvent.ReplyWorded worded
                && worded.reply().equals(spoken.reply())) {
            speech = spoken.textEnded();
        }
    }

    boolean isSpeaking(TurnId reply) {
        return speech != null && speech.reply().equals(reply);
    }

    String heardSoFar() {
        SpokenReply spoken = speech;
        return spoken == null ? "" : spoken.heard(spoken.playout().heardUntil(now));
    }

    void cut() {
        SpokenReply spoken = speech;
        if (spoken != null) {
            cutAt(spoken, spoken.playout().heardUntil(now));
        }
    }

    /** The same by somebody who writes, and has read what was not heard yet. */
    void cutInWriting() {
        SpokenReply spoken = speech;
        if (spoken != null) {
            cutAt(spoken, spoken.playout().heardUntil(now), true);
        }
    }

    /** The spoken reply ends at {@code until}: what was heard of it is stored, the rest is nobody's. */
    void cutAt(SpokenReply spoken, Duration until) {
        cutAt(spoken, until, false);
    }

    private void cutAt(SpokenReply spoken, Duration until, boolean read) {
        if (spoken.playout().started()) {
            tell(new TalkEvent.ReplyTruncated(spoken.reply(), until));
        }
        converse(new ConversationInput.ReplyHeard(spoken.reply(), spoken.heard(until), true, read, input.at()));
    }

    /** What the step stores is stored together: a cut reply without the turn that cut it would be half a truth. */
    private List<TalkEffect> inOneWrite() {
        var events = new ArrayList<LearningEvent>();
        var others = new ArrayList<TalkEffect>();
        for (TalkEffect effect : effects) {
            if (effect instanceof TalkEffect.Converse(ConversationEffect.Store store)) {
                events.addAll(store.events());
            } else {
                others.add(effect);
            }
        }
        if (!events.isEmpty()) {
            others.addFirst(new TalkEffect.Converse(new ConversationEffect.Store(events)));
        }
        return others;
    }
}
