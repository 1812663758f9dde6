package parley.speech.turns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Heard;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.Utterance;
import parley.speech.turns.TurnState.OpenTurn;
import parley.speech.turns.TurnState.Voice;
import parley.tutor.TutorFailure;

/** One step of turn-taking: what each input means. Lives for one step, on one thread. */
final class TurnStep {
    /** Weight of the newest pause in the learner's habit. */
    private static final double HABIT_WEIGHT = 0.3;

    private final Duration now;
    private final Scene scene;
    private final List<TurnDecision> decisions = new ArrayList<>();
    private TurnState state;

    TurnStep(TurnState state, Duration now, Scene scene) {
        this.state = state;
        this.now = now;
        this.scene = scene;
    }

    TurnMachine.Result result() {
        return new TurnMachine.Result(state, decisions);
    }

    void heard(HearingFact fact) {
        OpenTurn before = state.turn();
        if (before != null) {
            state = state.withTurn(before.toldAt(now));
        }
        switch (fact) {
            case HearingFact.SpeechStarted(SampleCount at) -> voice(at, false);
            case HearingFact.SpeechResumed(SampleCount at) -> voice(at, true);
            case HearingFact.PartialHeard(String text, SampleCount at) -> partial(text, at);
            case HearingFact.SpeechPaused(SampleCount at, SampleCount speechEnd) -> paused(at, speechEnd);
            case HearingFact.SegmentHeard(Utterance utterance) -> segment(utterance);
            case HearingFact.RecogniserFailed(String reason) -> failed(reason);
            case HearingFact.AudioDropped(SampleCount at, Duration lost) ->
                warn(new TutorFailure.LimitReached(
                        "Speech came faster than it could be heard; " + lost.toMillis() + " ms of it were lost"));
            case HearingFact.AudioEnded(SampleCount at) -> audioEnded(at);
        }
    }

    /** The voice began, or goes on. */
    private void voice(SampleCount at, boolean resumed) {
        if (at.compareTo(state.doneUntil()) < 0) {
            return;
        }
        OpenTurn turn = state.turn();
        if (turn != null && turn.voice() == Voice.PAUSED && !turn.forced()) {
            SampleCount gap = at.minusOrZero(turn.speechEnd());
            boolean late = state.mode() == TurnMode.AUTOMATIC
                    && gap.toDuration()
                                    .compareTo(TurnMachine.patience(
                                            state, turn.heard().text(), scene))
                            > 0;
            if (late) {
                // The audio arrived late and at once: in its own time the turn was over before this.
                close(turn);
                turn = null;
            } else {
                state = state.withPauseHabit(blended(state.pauseHabit(), gap.toDuration()));
            }
        }
        if (turn == null) {
            begin(at, resumed);
        } else {
            state = state.withTurn(growing(turn.speaking(overTutorNow())));
        }
    }

    private static Duration blended(Duration habit, Duration pause) {
        return habit.isZero()
                ? pause
                : Duration.ofMillis((long) (habit.toMillis() * (1 - HABIT_WEIGHT) + pause.toMillis() * HABIT_WEIGHT));
    }

    private boolean overTutorNow() {
        return scene.tutorHasFloor() && !scene.questionHeard();
    }

    private OpenTurn begin(SampleCount at, boolean continued) {
        TurnState.Asked asked = state.asked();
        var turn = new OpenTurn(
                state.nextTurnId(),
                continued,
                Voice.SPEAKING,
                "",
                Heard.NOTHING,
                at,
                now,
                now,
                now,
                asked == null ? scene.received() : asked.upTo(),
                now,
                asked != null,
                asked != null,
                overTutorNow(),
                false,
                false);
        state = state.withTurn(turn);
        if (state.mode() == TurnMode.AUTOMATIC) {
            decisions.add(new TurnDecision.Started(turn.id(), at));
        }
        return turn;
    }

    private OpenTurn growing(OpenTurn turn) {
        return turn.endAsked() ? turn : turn.receiving(scene.received(), now);
    }

    private void partial(String text, SampleCount at) {
        if (at.compareTo(state.doneUntil()) <= 0) {
            return;
        }
        OpenTurn turn = state.turn();
        if (turn == null) {
            turn = begin(at, true);
        }
        String fresh = turn.continued() ? withoutOld(text) : text;
        if (fresh.isBlank()) {
            return;
        }
        OpenTurn told = turn.voice() == Voice.SPEAKING ? turn : turn.speaking(overTutorNow());
        state = state.withTurn(growing(told.withPartial(fresh)));
        decisions.add(new TurnDecision.Partial(turn.id(), fresh));
        takeFloorIfMeant(fresh);
    }

    /** The ear may not yet have been told that the words before are over. */
    private String withoutOld(String text) {
        String old = state.doneText();
        return !old.isEmpty() && (text.equals(old) || text.startsWith(old + " "))
                ? text.substring(old.length()).strip()
                : text;
    }

    private void takeFloorIfMeant(String text) {
        OpenTurn turn = state.turn();
        if (turn == null || turn.taken() || !scene.tutorHasFloor() || state.mode() == TurnMode.MANUAL) {
            return;
        }
        boolean meant = switch (judge(text)) {
            case WORDS -> true;
            case BACKCHANNEL -> !turn.overTutor();
            case FILLER, NOISE -> false;
        };
        if (meant) {
            state = state.withTurn(turn.take());
            decisions.add(new TurnDecision.Interrupt());
        }
    }

    /** While the tutor speaks the last question is answered, and its answers are mere agreement. */
    private Interjection judge(String text) {
        OpenTurn turn = state.turn();
        return Interjection.of(text, turn != null && turn.overTutor() ? List.of() : scene.answers());
    }

    private void paused(SampleCount at, SampleCount speechEnd) {
        if (speechEnd.compareTo(state.doneUntil()) <= 0) {
            return;
        }
        OpenTurn turn = state.turn();
        if (turn == null) {
            turn = begin(speechEnd, true);
        }
        Duration ended = now.minus(at.minusOrZero(speechEnd).toDuration());
        state = state.withTurn(turn.paused(speechEnd, ended));
        if (state.mode() == TurnMode.AUTOMATIC) {
            decisions.add(new TurnDecision.Stopped(turn.id(), speechEnd));
        }
    }

    private void segment(Utterance utterance) {
        if (utterance.end().compareTo(state.doneUntil()) <= 0) {
            return;
        }
        OpenTurn turn = state.turn();
        if (turn == null) {
            turn = begin(utterance.start(), true);
        }
        Duration ended = turn.voice() == Voice.SPEAKING ? now : turn.voiceEndedAt();
        Heard fresh = FreshWords.of(utterance, state.doneUntil());
        state = state.withTurn(turn.withWords(fresh, utterance.end(), ended));
        judgePause();
    }

    /** The words are there: what are they, and do they end the turn? */
    private void judgePause() {
        OpenTurn turn = state.turn();
        if (turn == null || turn.voice() != Voice.PAUSED || turn.endAsked() || state.mode() == TurnMode.MANUAL) {
            return;
        }
        String text = turn.heard().text();
        takeFloorIfMeant(text);
        turn = state.turn();
        if (turn == null) {
            return;
        }
        Interjection kind = judge(text);
        boolean meantForNobody = kind == Interjection.NOISE
                || (kind == Interjection.FILLER && scene.tutorHasFloor())
                || (kind == Interjection.BACKCHANNEL && turn.overTutor());
        if (meantForNobody && !turn.taken()) {
            discard(turn);
        } else if (now.compareTo(TurnMachine.deadline(state, turn, scene)) >= 0) {
            close(turn);
        }
    }

    private void failed(String reason) {
        warn(new TutorFailure.SpeechUnavailable("What was said could not be understood: " + reason));
        OpenTurn turn = state.turn();
        if (turn != null) {
            discard(turn);
        }
    }

    private void audioEnded(SampleCount at) {
        OpenTurn turn = state.turn();
        if (turn == null) {
            TurnState.Asked asked = state.asked();
            if (asked != null && at.compareTo(asked.upTo()) >= 0) {
                nothingToCommit();
            }
        } else if (!turn.endAsked() || at.compareTo(turn.received()) < 0) {
            // The answer to an earlier request; the one that is waited for comes after it.
            return;
        } else if (turn.forced()) {
            state = state.done(at);
            close(turn);
        } else {
            OpenTurn ended = turn.audioEnded();
            // The ear tells the pause before this; when that was lost, the wait for the words begins here.
            state = state.withTurn(ended.voice() == Voice.SPEAKING ? ended.paused(at, now) : ended);
            judgePause();
        }
    }

    private void nothingToCommit() {
        decisions.add(new TurnDecision.Discard(state.nextTurnId()));
        state = state.over(state.doneUntil(), "");
    }

    void timePassed() {
        OpenTurn turn = state.turn();
        TurnSettings settings = state.settings();
        if (turn == null) {
            TurnState.Asked asked = state.asked();
            if (asked != null && reached(asked.when().plus(settings.wordsWithin()))) {
                nothingToCommit();
            }
            return;
        }
        if (turn.endAsked()) {
            if (reached(turn.lastFactAt().plus(settings.wordsWithin()))) {
                // The ear does not answer: what was told so far is all there is.
                state = state.done(scene.received());
                close(turn);
            }
            return;
        }
        switch (turn.voice()) {
            case SPEAKING -> speakingGoesOn(turn);
            case PAUSED_WORDS_DUE -> {
                if (reached(turn.voiceEndedAt().plus(settings.wordsWithin()))) {
                    close(turn);
                } else if (turn.overTutor()
                        && !turn.taken()
                        && reached(turn.voiceEndedAt().plus(settings.resumeWithin()))) {
                    state = state.withTurn(turn.yieldFloor());
                }
            }
            case PAUSED -> judgePause();
        }
    }

    private void speakingGoesOn(OpenTurn turn) {
        if (reached(turn.begunAt().plus(state.settings().longestTurn()))) {
            askEnd(turn, true);
        } else if (scene.received().isAfter(turn.received())) {
            state = state.withTurn(turn.receiving(scene.received(), now));
        } else if (reached(turn.receivedAt().plus(state.settings().starvedAfter()))) {
            askEnd(turn, false);
        }
    }

    private void askEnd(OpenTurn turn, boolean forced) {
        state = state.withTurn(turn.ending(forced, scene.received(), now));
        decisions.add(new TurnDecision.EndAudio());
    }

    private boolean reached(Duration instant) {
        return now.compareTo(instant) >= 0;
    }

    /** What was given so far is the turn: the ear is asked to hear it to its end first. */
    void endNow(boolean commit) {
        OpenTurn turn = state.turn();
        if (turn != null && (commit || state.mode() == TurnMode.AUTOMATIC)) {
            askEnd(turn, true);
            return;
        }
        decisions.add(new TurnDecision.EndAudio());
        if (turn == null && commit) {
            state = state.asking(new TurnState.Asked(now, scene.received()));
        }
    }

    void clear() {
        OpenTurn turn = state.turn();
        state = state.done(scene.received());
        decisions.add(new TurnDecision.EndAudio());
        if (turn == null) {
            decisions.add(new TurnDecision.ForgetTurn());
        } else {
            discard(turn);
        }
    }

    private void discard(OpenTurn turn) {
        decisions.add(new TurnDecision.Discard(turn.id()));
        decisions.add(new TurnDecision.ForgetTurn());
        state = state.over(turn.speechEnd(), "");
    }

    /** The turn is over: it is committed when it has words that are meant, and discarded otherwise. */
    private void close(OpenTurn turn) {
        Heard heard = turn.heard();
        boolean latestMissing = turn.voice() != Voice.PAUSED && !turn.partial().equals(heard.text());
        if (latestMissing && !turn.partial().isBlank()) {
            // Only a guess came: the tutor must ask rather than grade.
            heard = new Heard(turn.partial(), List.of(), turn.partial(), null, 1);
        }
        boolean meant = switch (judge(heard.text())) {
            case WORDS -> true;
            case BACKCHANNEL -> !turn.overTutor() || turn.taken();
            case FILLER, NOISE -> false;
        };
        if (!meant) {
            discard(turn);
            return;
        }
        if (scene.tutorHasFloor() && !turn.taken()) {
            decisions.add(new TurnDecision.Interrupt());
        }
        decisions.add(new TurnDecision.Commit(turn.id(), heard));
        decisions.add(new TurnDecision.ForgetTurn());
        state = state.over(turn.speechEnd(), heard.text());
    }

    private void warn(TutorFailure failure) {
        decisions.add(new TurnDecision.Warn(failure));
    }
}
