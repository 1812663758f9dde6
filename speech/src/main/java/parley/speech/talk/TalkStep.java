package parley.speech.talk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.speech.hearing.Heard;
import parley.speech.talk.TalkEvent.TurnJudged.Verdict;
import parley.speech.talk.TalkHappening.SentenceSpoken;
import parley.speech.talk.TalkHappening.VoiceFailed;
import parley.speech.turns.Scene;
import parley.speech.turns.TurnDecision;
import parley.speech.turns.TurnInput;
import parley.speech.turns.TurnMachine;
import parley.speech.turns.TurnReason;
import parley.tutor.TutorFailure;
import parley.tutor.actor.Step;
import parley.tutor.conversation.ConversationEffect;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.ConversationInput;
import parley.tutor.conversation.ConversationMachine;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.ReplyDraft;
import parley.tutor.conversation.TurnId;
import parley.tutor.wording.Wording.WordingOutcome;

/** One step of a talk: what each happening means. Lives for one step, on one thread. */
final class TalkStep {
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
            draft.cutInWriting();
            draft.owesReply = false;
            draft.turns = draft.turns.closingLast();
            draft.silence = null;
        }
        draft.converse(new ConversationInput.LearnerSaid(turn, draft.input.at()));
    }

    void replyStopped() {
        draft.owesReply = false;
        draft.turns = draft.turns.closingLast();
        draft.silence = null;
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
        new IdleWatch(draft).promptIfDue();
    }

    void takeTurn(TurnInput what) {
        var result = turnTaking.step(draft.turns, draft.now, scene(), what);
        draft.turns = result.state();
        for (TurnDecision decision : result.decisions()) {
            carryOut(decision);
        }
    }

    private Scene scene() {
        return new TalkScene(draft).now();
    }

    private void carryOut(TurnDecision decision) {
        switch (decision) {
            case TurnDecision.Started(TurnId turn, var at) -> draft.tell(new TalkEvent.SpeechStarted(turn, at));
            case TurnDecision.Stopped(TurnId turn, var at) -> draft.tell(new TalkEvent.SpeechStopped(turn, at));
            case TurnDecision.Partial(TurnId turn, String text) -> draft.tell(new TalkEvent.PartialHeard(turn, text));
            case TurnDecision.Interrupt(TurnId turn, TurnReason reason) -> {
                draft.judged(turn, Verdict.INTERRUPT, reason);
                // Given again when the voice turns out to have said nothing.
                draft.owesReply |= draft.speech != null && draft.heardSoFar().isBlank();
                draft.cut();
            }
            case TurnDecision.Yield(TurnId turn, TurnReason reason) -> draft.judged(turn, Verdict.YIELD, reason);
            case TurnDecision.Draft(TurnId turn, Heard heard, var before) -> makeAhead(turn, heard, before);
            case TurnDecision.DropDraft(TurnId turn, TurnReason reason) -> {
                draft.judged(turn, Verdict.DROP_DRAFT, reason);
                draft.converse(new ConversationInput.DraftDropped());
            }
            case TurnDecision.Commit(TurnId turn, Heard heard, var before, TurnReason reason) -> {
                draft.judged(turn, Verdict.COMMIT, reason);
                commit(turn, heard, before);
            }
            case TurnDecision.Discard(TurnId turn, TurnReason reason) -> {
                draft.judged(turn, Verdict.DISCARD, reason);
                draft.tell(new TalkEvent.TurnDiscarded(turn));
            }
            case TurnDecision.EndAudio() -> draft.effects.add(new TalkEffect.EndAudio());
            case TurnDecision.ForgetTurn() -> draft.effects.add(new TalkEffect.ForgetTurn());
            case TurnDecision.Warn(TutorFailure failure) -> draft.tell(new TalkEvent.Warned(failure));
        }
    }

    private void makeAhead(TurnId id, Heard heard, @Nullable TurnId before) {
        if (!draft.settings.answering()) {
            return;
        }
        LearnerTurn earlier = goneOnIn(before, heard);
        LearnerTurn turn = SpokenTurns.of(id, heard, earlier);
        TurnId goesOn = earlier == null ? null : earlier.id();
        draft.converse(new ConversationInput.DraftAsked(turn, goesOn, draft.input.at()));
        ReplyDraft made = draft.conversation.draft();
        if (made != null && made.turn().id().equals(id)) {
            draft.judged(id, Verdict.DRAFT, TurnReason.USUAL_PAUSE);
        }
    }

    /** The turn that {@code heard} goes on in: it still waits, unanswered, and there is room for both. */
    private @Nullable LearnerTurn goneOnIn(@Nullable TurnId before, Heard heard) {
        List<LearnerTurn> waiting = draft.conversation.unanswered();
        if (before == null || waiting.isEmpty() || !waiting.getLast().id().equals(before)) {
            return null;
        }
        int length = waiting.getLast().text().length() + 1 + heard.text().length();
        return length <= LearnerTurn.MAX_TEXT_CHARS ? waiting.getLast() : null;
    }

    private void commit(TurnId id, Heard heard, @Nullable TurnId before) {
        draft.cut();
        draft.owesReply = false;
        draft.silence = null;
        LearnerTurn earlier = goneOnIn(before, heard);
        LearnerTurn turn = SpokenTurns.of(id, heard, earlier);
        if (earlier == null) {
            draft.tell(new TalkEvent.TurnCommitted(turn));
            draft.converse(new ConversationInput.LearnerSaid(turn, draft.input.at()));
        } else {
            draft.judged(id, Verdict.REOPEN, TurnReason.WENT_ON);
            int from = draft.effects.size();
            draft.converse(new ConversationInput.LearnerContinued(earlier.id(), turn, draft.input.at()));
            // First it is told that the turn before is none, then that this one is.
            int at = from;
            for (int i = from; i < draft.effects.size(); i++) {
                at = isReopening(draft.effects.get(i)) ? i + 1 : at;
            }
            draft.effects.add(at, new TalkEffect.Tell(new TalkEvent.TurnCommitted(turn)));
        }
        ReplyDraft made = draft.conversation.draft();
        if (!draft.settings.answering()) {
            return;
        }
        draft.converse(new ConversationInput.ReplyRequested());
        if (made != null && draft.conversation.repliesBegun() == repliesBegun(made)) {
            draft.judged(id, Verdict.ADOPT_DRAFT, TurnReason.WORDS_UNCHANGED);
        }
    }

    private static boolean isReopening(TalkEffect effect) {
        return effect
                        instanceof
                        TalkEffect.Converse(ConversationEffect.Emit(ConversationEvent.LearnerTurnReopened reopened))
                && !reopened.turn().equals(reopened.by());
    }

    private static long repliesBegun(ReplyDraft made) {
        return made.ahead().repliesBegun();
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
            case TalkHappening.SentenceSounds other -> giveUp(failure);
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
        var abandoned = turnTaking.abandon(draft.turns, draft.now, scene());
        draft.turns = abandoned.state();
        abandoned.decisions().forEach(this::carryOut);
    }

    Step<TalkState, TalkEffect> finish() {
        giveOwedReply();
        voice.holdOrRelease();
        voice.speak();
        overhear();
        new IdleWatch(draft).follow();
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

    /** What was said aloud while the learner's turn is open, so that its echo is known. */
    private void overhear() {
        draft.overheard = new TalkScene(draft).overheard();
    }

    /** Everything that an ear should listen for, answers first. */
    static List<String> phrases(Expectation expected) {
        return Stream.of(expected.answers(), expected.familiar(), expected.phrases())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private void wake() {
        Stream<Duration> retry =
                draft.mayFinish || draft.speech == null ? Stream.empty() : Stream.of(draft.now.plus(RETRY));
        Stream<Duration> playing = draft.speech == null ? Stream.empty() : draft.speech.playout().wakeAt().stream();
        Stream<Duration> idle = new IdleWatch(draft).wakeAt().stream();
        Optional<Duration> next = Stream.of(turnTaking.wakeAt(draft.turns, scene()).stream(), playing, retry, idle)
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
