package parley.speech.talk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parley.speech.hearing.Heard;
import parley.speech.hearing.HeardWord;
import parley.speech.talk.TalkHappening.SentenceSpoken;
import parley.speech.talk.TalkHappening.VoiceFailed;
import parley.speech.turns.Scene;
import parley.speech.turns.TurnDecision;
import parley.speech.turns.TurnInput;
import parley.speech.turns.TurnMachine;
import parley.tutor.TutorFailure;
import parley.tutor.actor.Step;
import parley.tutor.conversation.ConversationInput;
import parley.tutor.conversation.ConversationMachine;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;
import parley.tutor.conversation.TurnId;
import parley.tutor.wording.Wording.WordingOutcome;

/** One step of a talk: what each happening means. Lives for one step, on one thread. */
final class TalkStep {
    /** With no more audio than this to come, the learner has heard the question and may answer "yes". */
    private static final Duration QUESTION_HEARD = Duration.ofSeconds(1);

    /** A step that could not be stored is looked at again after this. */
    private static final Duration RETRY = Duration.ofMillis(100);

    private final TurnMachine turnTaking;
    private final TalkDraft draft;
    private final TutorVoice voice;
    private final Expectation expectedBefore;

    TalkStep(ConversationMachine conversing, TurnMachine turnTaking, TalkState state, TalkInput input) {
        this.turnTaking = turnTaking;
        this.draft = new TalkDraft(conversing, state, input);
        this.voice = new TutorVoice(draft);
        this.expectedBefore = state.conversation().expectation();
    }

    TalkDraft draft() {
        return draft;
    }

    TutorVoice voice() {
        return voice;
    }

    /** An answer of a reply's work; a spoken reply whose words end in failure keeps what was heard of it. */
    void converseOn(ConversationInput answer) {
        if (answer
                        instanceof
                        ConversationInput.WordingEnded(
                                TurnId reply,
                                WordingOutcome.NotWorded(TutorFailure failure),
                                var at)
                && draft.speech != null
                && draft.isSpeaking(reply)
                && draft.speech.playout().started()) {
            draft.cut();
            draft.tell(new TalkEvent.Warned(failure));
            return;
        }
        draft.converse(answer);
    }

    void typed(LearnerTurn turn) {
        if (!draft.conversation.knows(turn.id())) {
            draft.cut();
            draft.owesReply = false;
        }
        draft.converse(new ConversationInput.LearnerSaid(turn, draft.input.at()));
    }

    void replyStopped() {
        draft.owesReply = false;
        if (draft.speech == null) {
            draft.converse(new ConversationInput.ReplyCancelled(draft.input.at()));
        } else {
            draft.cut();
        }
    }

    void settingsChanged(TalkSettings changed) {
        draft.settings = changed;
        draft.turns = draft.turns.with(changed.mode(), changed.turns());
        draft.converse(new ConversationInput.SettingsChanged(changed.locale(), changed.delivery()));
    }

    void alarmRang() {
        draft.wakeAt = null;
        takeTurn(new TurnInput.TimePassed());
    }

    void takeTurn(TurnInput what) {
        var result = turnTaking.step(draft.turns, draft.now, scene(), what);
        draft.turns = result.state();
        for (TurnDecision decision : result.decisions()) {
            carryOut(decision);
        }
    }

    private Scene scene() {
        SpokenReply spoken = draft.speech;
        boolean questionHeard = spoken == null
                || (spoken.allSpoken()
                        && spoken.playout().started()
                        && spoken.playout().remaining(draft.now).compareTo(QUESTION_HEARD) <= 0);
        Expectation expected = draft.conversation.expectation();
        return new Scene(spoken != null, questionHeard, expected.answers(), expected.phrases(), draft.input.received());
    }

    private void carryOut(TurnDecision decision) {
        switch (decision) {
            case TurnDecision.Started(TurnId turn, var at) -> draft.tell(new TalkEvent.SpeechStarted(turn, at));
            case TurnDecision.Stopped(TurnId turn, var at) -> draft.tell(new TalkEvent.SpeechStopped(turn, at));
            case TurnDecision.Partial(TurnId turn, String text) -> draft.tell(new TalkEvent.PartialHeard(turn, text));
            case TurnDecision.Interrupt() -> {
                // Given again when the voice turns out to have said nothing.
                draft.owesReply |= draft.speech != null && draft.heardSoFar().isBlank();
                draft.cut();
            }
            case TurnDecision.Commit(TurnId turn, var heard) -> commit(turn, heard);
            case TurnDecision.Discard(TurnId turn) -> draft.tell(new TalkEvent.TurnDiscarded(turn));
            case TurnDecision.EndAudio() -> draft.effects.add(new TalkEffect.EndAudio());
            case TurnDecision.ForgetTurn() -> draft.effects.add(new TalkEffect.ForgetTurn());
            case TurnDecision.Warn(TutorFailure failure) -> draft.tell(new TalkEvent.Warned(failure));
        }
    }

    private void commit(TurnId id, Heard heard) {
        draft.cut();
        draft.owesReply = false;
        LearnerTurn turn = spokenTurn(id, heard);
        draft.tell(new TalkEvent.TurnCommitted(turn));
        draft.converse(new ConversationInput.LearnerSaid(turn, draft.input.at()));
        draft.converse(new ConversationInput.ReplyRequested());
    }

    private static LearnerTurn spokenTurn(TurnId id, Heard heard) {
        var words = heard.words().stream().map(TalkStep::spokenWord).toList();
        String expected = heard.expectedText();
        var evidence = new SpokenEvidence(words, heard.freeText(), expected == null ? "" : expected, heard.doubt());
        String text = heard.text();
        return new LearnerTurn(
                id,
                text.length() <= LearnerTurn.MAX_TEXT_CHARS ? text : text.substring(0, LearnerTurn.MAX_TEXT_CHARS),
                evidence);
    }

    private static SpokenEvidence.SpokenWord spokenWord(HeardWord word) {
        return new SpokenEvidence.SpokenWord(
                word.text(), word.start().toDuration(), word.end().toDuration(), word.confidence());
    }

    /** A reply of which nothing was heard is left to be given again when the talk is taken up. */
    void closing() {
        if (!draft.heardSoFar().isBlank()) {
            draft.cut();
        }
        draft.effects.add(new TalkEffect.Closed());
    }

    /** The journal could not be written: nothing of that step is true, and what it was about must not hang. */
    void undone(TalkInput undone, TutorFailure failure) {
        draft.mayFinish = false;
        draft.wakeAt = null;
        switch (undone.what()) {
            case TalkHappening.Conversed(ConversationInput answer) ->
                draft.converse(new ConversationInput.Undone(answer, failure));
            case TalkHappening.Typed(LearnerTurn turn) ->
                draft.converse(
                        new ConversationInput.Undone(new ConversationInput.LearnerSaid(turn, undone.at()), failure));
            case TalkHappening.ReplyAsked other -> giveUp(failure);
            case TalkHappening.ReplyStopped other -> giveUp(failure);
            case TalkHappening.Heard other -> giveUp(failure);
            case TalkHappening.AudioCommitted other -> giveUp(failure);
            case TalkHappening.AudioCleared other -> giveUp(failure);
            case TalkHappening.MicrophoneChanged other -> giveUp(failure);
            case TalkHappening.AlarmRang other -> giveUp(failure);
            case TalkHappening.Played other -> giveUp(failure);
            case TalkHappening.Truncated other -> giveUp(failure);
            case TalkHappening.SettingsChanged other -> giveUp(failure);
            case SentenceSpoken other -> giveUp(failure);
            case TalkHappening.SentenceSilent other -> giveUp(failure);
            case VoiceFailed other -> giveUp(failure);
            case TalkHappening.EarMissing other -> giveUp(failure);
            case TalkHappening.Undone other -> giveUp(failure);
            case TalkHappening.Closing other -> draft.effects.add(new TalkEffect.Closed());
        }
    }

    private void giveUp(TutorFailure failure) {
        SpokenReply spoken = draft.speech;
        if (spoken == null) {
            draft.tell(new TalkEvent.Warned(failure));
        } else {
            if (spoken.playout().started()) {
                draft.tell(new TalkEvent.ReplyTruncated(
                        spoken.reply(), spoken.playout().heardUntil(draft.now)));
            }
            var heard = new ConversationInput.ReplyHeard(spoken.reply(), "", true, draft.input.at());
            draft.converse(new ConversationInput.Undone(heard, failure));
        }
        var abandoned = turnTaking.abandon(draft.turns);
        draft.turns = abandoned.state();
        abandoned.decisions().forEach(this::carryOut);
    }

    Step<TalkState, TalkEffect> finish() {
        giveOwedReply();
        voice.holdOrRelease();
        voice.speak();
        expect();
        wake();
        return draft.step();
    }

    private void giveOwedReply() {
        if (!draft.owesReply || draft.turns.turn() != null) {
            return;
        }
        draft.owesReply = false;
        if (draft.conversation.reply() == null
                && !draft.conversation.unanswered().isEmpty()) {
            draft.converse(new ConversationInput.ReplyRequested());
        }
    }

    private void expect() {
        Expectation expected = draft.conversation.expectation();
        if (!expected.equals(expectedBefore)) {
            // After what must be stored and before what is told: who is told that a question was put may answer at
            // once.
            int at = 0;
            for (int i = 0; i < draft.effects.size(); i++) {
                at = draft.effects.get(i).commits() ? i + 1 : at;
            }
            draft.effects.add(at, new TalkEffect.Expect(phrases(expected)));
        }
    }

    /** Everything that an ear should listen for, answers first. */
    static List<String> phrases(Expectation expected) {
        return Stream.concat(expected.answers().stream(), expected.phrases().stream())
                .distinct()
                .toList();
    }

    private void wake() {
        Stream<Duration> retry =
                draft.mayFinish || draft.speech == null ? Stream.empty() : Stream.of(draft.now.plus(RETRY));
        Stream<Duration> playing = draft.speech == null ? Stream.empty() : draft.speech.playout().wakeAt().stream();
        Optional<Duration> next = Stream.of(turnTaking.wakeAt(draft.turns, scene()).stream(), playing, retry)
                .flatMap(instants -> instants)
                .min(Duration::compareTo);
        if (next.isEmpty()) {
            // An alarm that is set may ring for nothing; it is cheaper to let it.
            return;
        }
        Duration soonest = draft.now.plusMillis(1);
        Duration at = next.get().compareTo(soonest) < 0 ? soonest : next.get();
        if (!at.equals(draft.wakeAt)) {
            draft.wakeAt = at;
            draft.effects.add(new TalkEffect.Wake(at));
        }
    }
}
