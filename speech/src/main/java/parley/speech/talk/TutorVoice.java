package parley.speech.talk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.speech.speaking.SentenceSplitter;
import parley.speech.talk.TalkHappening.SentenceSounds;
import parley.speech.talk.TalkHappening.SentenceSpoken;
import parley.speech.talk.TalkHappening.VoiceFailed;
import parley.speech.turns.OpenTurn;
import parley.speech.turns.TurnReason;
import parley.tutor.conversation.ConversationInput;
import parley.tutor.conversation.ConversationState;
import parley.tutor.conversation.TurnId;

/** The part of a step that concerns the spoken reply: asking the voice, pacing its audio, seeing its end. */
final class TutorVoice {
    private final TalkDraft draft;

    TutorVoice(TalkDraft draft) {
        this.draft = draft;
    }

    void played(TurnId reply, Duration position, boolean halted) {
        SpokenReply spoken = draft.speech;
        if (spoken != null && draft.isSpeaking(reply)) {
            draft.speech = spoken.with(spoken.playout().report(position, halted, draft.now));
        }
    }

    void truncated(TurnId reply, Duration position) {
        SpokenReply spoken = draft.speech;
        if (spoken != null && draft.isSpeaking(reply)) {
            Duration sent = spoken.playout().length(spoken.playout().sent());
            Duration until = position.isNegative() ? Duration.ZERO : position.compareTo(sent) > 0 ? sent : position;
            draft.cutAt(spoken, until);
        }
    }

    /** The beginning is played while the rest is made. */
    void sentenceSounds(SentenceSounds beginning) {
        SpokenReply spoken = answered(beginning.reply(), beginning.number());
        if (spoken != null && beginning.samples().length > 0) {
            put(spoken.sounding(beginning.samples(), beginning.words()));
        }
    }

    void sentenceSpoken(SentenceSpoken answer) {
        SpokenReply spoken = answered(answer.reply(), answer.number());
        if (spoken == null) {
            return;
        }
        draft.voiceWarned = false;
        if (answer.samples().length == 0 && spoken.begun() == null) {
            put(spoken.silent());
            return;
        }
        SpokenReply longer = spoken.spoken(answer.samples(), answer.words());
        put(longer);
        if (draft.isSpeaking(answer.reply()) && !longer.latestWords().isEmpty()) {
            draft.tell(new TalkEvent.WordsTimed(answer.reply(), longer.latestWords()));
        }
    }

    void sentenceSilent(TurnId reply, int number) {
        SpokenReply spoken = answered(reply, number);
        if (spoken != null) {
            put(spoken.silent());
        }
    }

    /** The rest of the reply is only shown, and the learner is told once why. */
    void voiceFailed(VoiceFailed failed) {
        SpokenReply spoken = answered(failed.reply(), failed.number());
        if (spoken == null) {
            return;
        }
        if (!draft.isSpeaking(failed.reply())) {
            // Nobody hears of what was made ahead; the voice is asked again when it is wanted.
            draft.ahead = null;
            return;
        }
        draft.speech = spoken.silent().mute();
        if (!draft.voiceWarned) {
            draft.voiceWarned = true;
            draft.tell(new TalkEvent.Warned(failed.failure()));
        }
    }

    private void put(SpokenReply changed) {
        if (draft.isSpeaking(changed.reply())) {
            draft.speech = changed;
        } else {
            draft.ahead = changed;
        }
    }

    /** The speech, in hand or made ahead, when it still waits for exactly this answer. */
    private @Nullable SpokenReply answered(TurnId reply, int number) {
        SpokenReply spoken = draft.isSpeaking(reply) ? draft.speech : draft.ahead;
        return spoken != null
                        && spoken.reply().equals(reply)
                        && number == spoken.answered()
                        && !spoken.asked().isEmpty()
                ? spoken
                : null;
    }

    void holdOrRelease() {
        SpokenReply spoken = draft.speech;
        if (spoken == null || draft.turns.holdsTutor() == spoken.playout().held()) {
            return;
        }
        boolean hold = draft.turns.holdsTutor();
        Playout playout = spoken.playout();
        draft.speech = spoken.with(hold ? playout.hold(draft.now) : playout.release(draft.now));
        OpenTurn turn = draft.turns.turn();
        if (hold) {
            draft.judged(
                    turn == null ? draft.turns.nextTurnId() : turn.id(),
                    TalkEvent.TurnJudged.Verdict.HOLD,
                    TurnReason.VOICE_HEARD);
        }
        if (playout.started()) {
            draft.tell(
                    hold
                            ? new TalkEvent.PlaybackPaused(spoken.reply())
                            : new TalkEvent.PlaybackResumed(spoken.reply()));
        }
    }

    void speak() {
        speakAhead();
        SpokenReply spoken = draft.speech;
        if (spoken == null) {
            return;
        }
        spoken = askVoice(spoken);
        Playout.Sending sending = spoken.playout().due(draft.now);
        if (!sending.chunks().isEmpty() && !spoken.playout().started()) {
            draft.tell(new TalkEvent.PlaybackStarted(spoken.reply()));
        }
        for (Playout.Chunk chunk : sending.chunks()) {
            draft.tell(new TalkEvent.AudioOut(
                    spoken.reply(), chunk.samples(), sending.after().rateHz(), chunk.startSample()));
        }
        draft.speech = askVoice(spoken.with(sending.after()));
        if (draft.mayFinish && draft.speech.over(draft.now)) {
            finishReply(draft.speech);
        }
    }

    /** Only the first sentence: what is made ahead may be made for nothing. */
    private void speakAhead() {
        SpokenReply made = draft.ahead;
        if (made != null && made.mayAskAhead()) {
            draft.ahead = askedOne(made);
        }
    }

    private SpokenReply askVoice(SpokenReply before) {
        SpokenReply spoken = before;
        while (spoken.mayAsk()) {
            spoken = askedOne(spoken);
        }
        return spoken;
    }

    private SpokenReply askedOne(SpokenReply before) {
        SentenceSplitter.Piece next = before.next();
        int number = before.answered() + before.asked().size();
        SpokenReply spoken = before.askedNext();
        boolean first = spoken.asked().size() == 1;
        if (first && (spoken.muted() || next.spoken().isEmpty())) {
            return spoken.silent();
        }
        draft.effects.add(new TalkEffect.Speak(
                spoken.reply(),
                number,
                next.spoken(),
                spoken.voice(),
                spoken.playout().rateHz()));
        return spoken;
    }

    /** All of it was heard: only now is it stored, and only now is its question open. */
    private void finishReply(SpokenReply spoken) {
        if (spoken.playout().started()) {
            draft.tell(new TalkEvent.PlaybackEnded(spoken.reply()));
        }
        ConversationState.Reply reply = draft.conversation.reply();
        String heard = reply == null ? "" : reply.text();
        draft.converse(new ConversationInput.ReplyHeard(spoken.reply(), heard, false, draft.input.at()));
    }
}
