package parley.speech.talk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.speech.speaking.SentenceSplitter;
import parley.speech.talk.TalkHappening.SentenceSpoken;
import parley.speech.talk.TalkHappening.VoiceFailed;
import parley.tutor.conversation.ConversationInput;
import parley.tutor.conversation.ConversationState;
import parley.tutor.conversation.TurnId;

/** The part of a step that concerns the spoken reply: asking the voice, pacing its audio, seeing its end. */
final class TutorVoice {
    private final TalkDraft draft;

    TutorVoice(TalkDraft draft) {
        this.draft = draft;
    }

    void played(TurnId reply, Duration position) {
        SpokenReply spoken = draft.speech;
        if (spoken != null && draft.isSpeaking(reply)) {
            draft.speech = spoken.with(spoken.playout().report(position, draft.now));
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

    void sentenceSpoken(SentenceSpoken answer) {
        SpokenReply spoken = answered(answer.reply(), answer.number());
        if (spoken == null) {
            return;
        }
        draft.voiceWarned = false;
        if (answer.samples().length == 0) {
            draft.speech = spoken.silent();
            return;
        }
        SpokenReply longer = spoken.spoken(answer.samples(), answer.words());
        draft.speech = longer;
        if (!longer.latestWords().isEmpty()) {
            draft.tell(new TalkEvent.WordsTimed(answer.reply(), longer.latestWords()));
        }
    }

    void sentenceSilent(TurnId reply, int number) {
        SpokenReply spoken = answered(reply, number);
        if (spoken != null) {
            draft.speech = spoken.silent();
        }
    }

    /** The rest of the reply is only shown, and the learner is told once why. */
    void voiceFailed(VoiceFailed failed) {
        SpokenReply spoken = answered(failed.reply(), failed.number());
        if (spoken == null) {
            return;
        }
        draft.speech = spoken.silent().mute();
        if (!draft.voiceWarned) {
            draft.voiceWarned = true;
            draft.tell(new TalkEvent.Warned(failed.failure()));
        }
    }

    /** The speech, when it still waits for exactly this answer. */
    private @Nullable SpokenReply answered(TurnId reply, int number) {
        SpokenReply spoken = draft.speech;
        return spoken != null
                        && draft.isSpeaking(reply)
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
        if (playout.started()) {
            draft.tell(
                    hold
                            ? new TalkEvent.PlaybackPaused(spoken.reply())
                            : new TalkEvent.PlaybackResumed(spoken.reply()));
        }
    }

    void speak() {
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

    private SpokenReply askVoice(SpokenReply before) {
        SpokenReply spoken = before;
        while (spoken.mayAsk()) {
            SentenceSplitter.Piece next = spoken.next();
            int number = spoken.answered() + spoken.asked().size();
            spoken = spoken.askedNext();
            boolean first = spoken.asked().size() == 1;
            if (first && (spoken.muted() || next.spoken().isEmpty())) {
                spoken = spoken.silent();
            } else {
                draft.effects.add(new TalkEffect.Speak(
                        spoken.reply(),
                        number,
                        next.spoken(),
                        spoken.voice(),
                        spoken.playout().rateHz()));
            }
        }
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
