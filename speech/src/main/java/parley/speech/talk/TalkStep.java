package parley.speech.talk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.speech.hearing.Heard;
import parley.speech.hearing.HeardWord;
import parley.speech.talk.TalkHappening.SentenceSpoken;
import parley.speech.talk.TalkHappening.VoiceFailed;
import parley.speech.turns.Scene;
import parley.speech.turns.TurnDecision;
import parley.speech.turns.TurnInput;
import parley.speech.turns.TurnMachine;
import parley.speech.turns.TurnState;
import parley.tutor.TutorFailure;
import parley.tutor.actor.Step;
import parley.tutor.conversation.ConversationEffect;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.ConversationInput;
import parley.tutor.conversation.ConversationMachine;
import parley.tutor.conversation.ConversationState;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.wording.Wording.WordingOutcome;

/** One step of a talk in the making: the state so far and the effects so far. Lives for one step, on one thread. */
final class TalkStep {
    /** With no more audio than this to come, the learner has heard the question and may answer "yes". */
    private static final Duration QUESTION_HEARD = Duration.ofSeconds(1);

    /** A step that could not be stored is looked at again after this. */
    private static final Duration RETRY = Duration.ofMillis(100);

    private final ConversationMachine conversing;
    private final TurnMachine turnTaking;
    private final TalkInput input;
    private final Duration now;
    private final List<TalkEffect> effects = new ArrayList<>();
    private final Expectation expectedBefore;

    private ConversationState conversation;
    private TurnState turns;
    private TalkSettings settings;
    private @Nullable SpokenReply speech;
    private boolean owesReply;
    private boolean voiceWarned;
    private @Nullable Duration wakeAt;
    private boolean mayFinish = true;

    TalkStep(ConversationMachine conversing, TurnMachine turnTaking, TalkState state, TalkInput input) {
        this.conversing = conversing;
        this.turnTaking = turnTaking;
        this.input = input;
        this.now = input.now();
        this.conversation = state.conversation();
        this.turns = state.turns();
        this.settings = state.settings();
        this.speech = state.speech();
        this.owesReply = state.owesReply();
        this.voiceWarned = state.voiceWarned();
        this.wakeAt = state.wakeAt();
        this.expectedBefore = conversation.expectation();
    }

    void tell(TalkEvent event) {
        effects.add(new TalkEffect.Tell(event));
    }

    // ---- the conversation

    void converse(ConversationInput said) {
        var step = conversing.step(conversation, said);
        conversation = step.state();
        followReply();
        for (ConversationEffect effect : step.effects()) {
            effects.add(new TalkEffect.Converse(effect));
            if (effect instanceof ConversationEffect.Emit(ConversationEvent event)) {
                follow(event);
            }
        }
    }

    /** The speech belongs to the reply in hand, and ends with it. */
    private void followReply() {
        ConversationState.Reply reply = conversation.reply();
        SpokenReply spoken = speech;
        if (spoken != null && (reply == null || !reply.id().equals(spoken.reply()))) {
            effects.add(new TalkEffect.StopSpeaking(spoken.reply()));
            speech = null;
        }
        if (reply != null && speech == null && reply.delivery() == Delivery.SPOKEN) {
            speech = SpokenReply.begin(reply.id(), settings.voice(), settings.outputRateHz(), now);
        }
    }

    private void follow(ConversationEvent event) {
        SpokenReply spoken = speech;
        if (spoken == null) {
            return;
        }
        if (event instanceof ConversationEvent.ReplyText(TurnId reply, String delta) && reply.equals(spoken.reply())) {
            speech = spoken.text(delta);
        } else if (event instanceof ConversationEvent.ReplyWorded(TurnId reply) && reply.equals(spoken.reply())) {
            speech = spoken.textEnded();
        }
    }

    /** An answer of a reply's work; a spoken reply whose words end in failure keeps what was heard of it. */
    void converseOn(ConversationInput answer) {
        if (answer
                        instanceof
                        ConversationInput.WordingEnded(
                                TurnId reply,
                                WordingOutcome.NotWorded(TutorFailure failure),
                                var at)
                && speech != null
                && isSpeaking(reply)
                && speech.playout().started()) {
            cut();
            tell(new TalkEvent.Warned(failure));
            return;
        }
        converse(answer);
    }

    void typed(LearnerTurn turn) {
        if (!conversation.knows(turn.id())) {
            cut();
            owesReply = false;
        }
        converse(new ConversationInput.LearnerSaid(turn, input.at()));
    }

    void replyStopped() {
        owesReply = false;
        if (speech == null) {
            converse(new ConversationInput.ReplyCancelled(input.at()));
        } else {
            cut();
        }
    }

    void settingsChanged(TalkSettings changed) {
        settings = changed;
        turns = turns.with(changed.mode(), changed.turns());
        converse(new ConversationInput.SettingsChanged(changed.locale(), changed.delivery()));
    }

    // ---- the learner's turn

    void alarmRang() {
        wakeAt = null;
        takeTurn(new TurnInput.TimePassed());
    }

    void takeTurn(TurnInput what) {
        var result = turnTaking.step(turns, now, scene(), what);
        turns = result.state();
        for (TurnDecision decision : result.decisions()) {
            carryOut(decision);
        }
    }

    private Scene scene() {
        SpokenReply spoken = speech;
        boolean questionHeard = spoken == null
                || (spoken.allSpoken()
                        && spoken.playout().started()
                        && spoken.playout().remaining(now).compareTo(QUESTION_HEARD) <= 0);
        Expectation expected = conversation.expectation();
        return new Scene(spoken != null, questionHeard, expected.answers(), expected.phrases(), input.received());
    }

    private void carryOut(TurnDecision decision) {
        switch (decision) {
            case TurnDecision.Started(TurnId turn, var at) -> tell(new TalkEvent.SpeechStarted(turn, at));
            case TurnDecision.Stopped(TurnId turn, var at) -> tell(new TalkEvent.SpeechStopped(turn, at));
            case TurnDecision.Partial(TurnId turn, String text) -> tell(new TalkEvent.PartialHeard(turn, text));
            case TurnDecision.Interrupt() -> {
                boolean unheard = heardSoFar().isBlank();
                cut();
                owesReply |= unheard;
            }
            case TurnDecision.Commit(TurnId turn, var heard) -> commit(turn, heard);
            case TurnDecision.Discard(TurnId turn) -> tell(new TalkEvent.TurnDiscarded(turn));
            case TurnDecision.EndAudio() -> effects.add(new TalkEffect.EndAudio());
            case TurnDecision.ForgetTurn() -> effects.add(new TalkEffect.ForgetTurn());
            case TurnDecision.Warn(TutorFailure failure) -> tell(new TalkEvent.Warned(failure));
        }
    }

    private void commit(TurnId id, Heard heard) {
        cut();
        owesReply = false;
        LearnerTurn turn = spokenTurn(id, heard);
        tell(new TalkEvent.TurnCommitted(turn));
        converse(new ConversationInput.LearnerSaid(turn, input.at()));
        converse(new ConversationInput.ReplyRequested());
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

    // ---- the tutor's voice

    private boolean isSpeaking(TurnId reply) {
        return speech != null && speech.reply().equals(reply);
    }

    private String heardSoFar() {
        SpokenReply spoken = speech;
        return spoken == null ? "" : spoken.heard(spoken.playout().heardUntil(now));
    }

    private void cut() {
        SpokenReply spoken = speech;
        if (spoken != null) {
            cutAt(spoken, spoken.playout().heardUntil(now));
        }
    }

    /** The spoken reply ends at {@code until}: what was heard of it is stored, the rest is nobody's. */
    private void cutAt(SpokenReply spoken, Duration until) {
        if (spoken.playout().started()) {
            tell(new TalkEvent.ReplyTruncated(spoken.reply(), until));
        }
        converse(new ConversationInput.ReplyHeard(spoken.reply(), spoken.heard(until), true, input.at()));
    }

    /** A reply of which nothing was heard is left to be given again when the talk is taken up. */
    void closing() {
        if (!heardSoFar().isBlank()) {
            cut();
        }
        effects.add(new TalkEffect.Closed());
    }

    void played(TurnId reply, Duration position) {
        SpokenReply spoken = speech;
        if (spoken != null && isSpeaking(reply)) {
            speech = spoken.with(spoken.playout().report(position, now));
        }
    }

    void truncated(TurnId reply, Duration position) {
        SpokenReply spoken = speech;
        if (spoken != null && isSpeaking(reply)) {
            Duration sent = spoken.playout().length(spoken.playout().sent());
            Duration until = position.isNegative() ? Duration.ZERO : position.compareTo(sent) > 0 ? sent : position;
            cutAt(spoken, until);
        }
    }

    void sentenceSpoken(SentenceSpoken answer) {
        SpokenReply spoken = answered(answer.reply(), answer.number());
        if (spoken == null) {
            return;
        }
        voiceWarned = false;
        if (answer.samples().length == 0) {
            speech = spoken.silent();
            return;
        }
        SpokenReply longer = spoken.spoken(answer.samples(), answer.words());
        speech = longer;
        if (!longer.latestWords().isEmpty()) {
            tell(new TalkEvent.WordsTimed(answer.reply(), longer.latestWords()));
        }
    }

    void sentenceSilent(TurnId reply, int number) {
        SpokenReply spoken = answered(reply, number);
        if (spoken != null) {
            speech = spoken.silent();
        }
    }

    /** The rest of the reply is only shown, and the learner is told once why. */
    void voiceFailed(VoiceFailed failed) {
        SpokenReply spoken = answered(failed.reply(), failed.number());
        if (spoken == null) {
            return;
        }
        speech = spoken.silent().mute();
        if (!voiceWarned) {
            voiceWarned = true;
            tell(new TalkEvent.Warned(failed.failure()));
        }
    }

    /** The speech, when it still waits for exactly this answer. */
    private @Nullable SpokenReply answered(TurnId reply, int number) {
        SpokenReply spoken = speech;
        return spoken != null
                        && isSpeaking(reply)
                        && number == spoken.answered()
                        && !spoken.asked().isEmpty()
                ? spoken
                : null;
    }

    // ---- undone steps

    /** The journal could not be written: nothing of that step is true, and what it was about must not hang. */
    void undone(TalkInput undone, TutorFailure failure) {
        mayFinish = false;
        wakeAt = null;
        switch (undone.what()) {
            case TalkHappening.Conversed(ConversationInput answer) ->
                converse(new ConversationInput.Undone(answer, failure));
            case TalkHappening.Typed(LearnerTurn turn) ->
                converse(new ConversationInput.Undone(new ConversationInput.LearnerSaid(turn, undone.at()), failure));
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
            case TalkHappening.Closing other -> effects.add(new TalkEffect.Closed());
        }
    }

    private void giveUp(TutorFailure failure) {
        SpokenReply spoken = speech;
        if (spoken == null) {
            tell(new TalkEvent.Warned(failure));
        } else {
            if (spoken.playout().started()) {
                tell(new TalkEvent.ReplyTruncated(
                        spoken.reply(), spoken.playout().heardUntil(now)));
            }
            var heard = new ConversationInput.ReplyHeard(spoken.reply(), "", true, input.at());
            converse(new ConversationInput.Undone(heard, failure));
        }
        var abandoned = turnTaking.abandon(turns);
        turns = abandoned.state();
        abandoned.decisions().forEach(this::carryOut);
    }

    // ---- settling

    Step<TalkState, TalkEffect> finish() {
        giveOwedReply();
        holdOrRelease();
        speak();
        expect();
        wake();
        return new Step<>(
                new TalkState(conversation, turns, settings, speech, owesReply, voiceWarned, wakeAt), inOneWrite());
    }

    private void giveOwedReply() {
        if (!owesReply || turns.turn() != null) {
            return;
        }
        owesReply = false;
        if (conversation.reply() == null && !conversation.unanswered().isEmpty()) {
            converse(new ConversationInput.ReplyRequested());
        }
    }

    private void holdOrRelease() {
        SpokenReply spoken = speech;
        if (spoken == null || turns.holdsTutor() == spoken.playout().held()) {
            return;
        }
        boolean hold = turns.holdsTutor();
        Playout playout = spoken.playout();
        speech = spoken.with(hold ? playout.hold(now) : playout.release(now));
        if (playout.started()) {
            tell(hold ? new TalkEvent.PlaybackPaused(spoken.reply()) : new TalkEvent.PlaybackResumed(spoken.reply()));
        }
    }

    private void speak() {
        SpokenReply spoken = speech;
        if (spoken == null) {
            return;
        }
        spoken = askVoice(spoken);
        Playout.Sending sending = spoken.playout().due(now);
        if (!sending.chunks().isEmpty() && !spoken.playout().started()) {
            tell(new TalkEvent.PlaybackStarted(spoken.reply()));
        }
        for (Playout.Chunk chunk : sending.chunks()) {
            tell(new TalkEvent.AudioOut(
                    spoken.reply(), chunk.samples(), sending.after().rateHz(), chunk.startSample()));
        }
        speech = askVoice(spoken.with(sending.after()));
        if (mayFinish && speech.over(now)) {
            finishReply(speech);
        }
    }

    private SpokenReply askVoice(SpokenReply before) {
        SpokenReply spoken = before;
        while (spoken.mayAsk()) {
            SentenceFeed.Sentence next = spoken.next();
            int number = spoken.answered() + spoken.asked().size();
            spoken = spoken.askedNext();
            boolean first = spoken.asked().size() == 1;
            if (first && (spoken.muted() || next.spoken().isEmpty())) {
                spoken = spoken.silent();
            } else {
                effects.add(new TalkEffect.Speak(
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
            tell(new TalkEvent.PlaybackEnded(spoken.reply()));
        }
        ConversationState.Reply reply = conversation.reply();
        String heard = reply == null ? "" : reply.text();
        converse(new ConversationInput.ReplyHeard(spoken.reply(), heard, false, input.at()));
    }

    private void expect() {
        Expectation expected = conversation.expectation();
        if (!expected.equals(expectedBefore)) {
            effects.add(new TalkEffect.Expect(phrases(expected)));
        }
    }

    /** Everything that an ear should listen for, answers first. */
    static List<String> phrases(Expectation expected) {
        return Stream.concat(expected.answers().stream(), expected.phrases().stream())
                .distinct()
                .toList();
    }

    private void wake() {
        Stream<Duration> retry = mayFinish || speech == null ? Stream.empty() : Stream.of(now.plus(RETRY));
        Stream<Duration> playing = speech == null ? Stream.empty() : speech.playout().wakeAt().stream();
        Optional<Duration> next = Stream.of(turnTaking.wakeAt(turns, scene()).stream(), playing, retry)
                .flatMap(instants -> instants)
                .min(Duration::compareTo);
        if (next.isEmpty()) {
            // An alarm that is set may ring for nothing; it is cheaper to let it.
            return;
        }
        Duration soonest = now.plusMillis(1);
        Duration at = next.get().compareTo(soonest) < 0 ? soonest : next.get();
        if (!at.equals(wakeAt)) {
            wakeAt = at;
            effects.add(new TalkEffect.Wake(at));
        }
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
