package parley.speech.turns;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Heard;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.Utterance;
import parley.speech.hearing.VoiceLevel;
import parley.speech.turns.OpenTurn.Voice;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.TurnId;

/** One step of turn-taking: what each fact of the ear means. Lives for one step, on one thread. */
final class TurnStep {
    private final TurnRun run;
    private final TurnEnd end;

    TurnStep(TurnRun run) {
        this.run = run;
        this.end = new TurnEnd(run);
    }

    void heard(HearingFact fact) {
        OpenTurn before = run.turn();
        if (before != null) {
            run.state = run.state.withTurn(before.toldAt(run.now));
        }
        switch (fact) {
            case HearingFact.SpeechStarted(SampleCount at) -> voice(at, false);
            case HearingFact.SpeechResumed(SampleCount at) -> voice(at, true);
            case HearingFact.PartialHeard(String text, SampleCount at, VoiceLevel level) -> partial(text, at, level);
            case HearingFact.SpeechPaused(SampleCount at, SampleCount speechEnd) -> paused(at, speechEnd);
            case HearingFact.SegmentHeard(Utterance utterance) -> segment(utterance);
            case HearingFact.RecogniserFailed(String reason) -> failed(reason);
            case HearingFact.AudioDropped(SampleCount at, Duration lost) ->
                run.warn(new TutorFailure.LimitReached(
                        lost.toMillis() + " ms of what was said were lost before they could be heard"));
            case HearingFact.AudioEnded(SampleCount at) -> audioEnded(at);
        }
    }

    /** The voice began, or goes on. */
    private void voice(SampleCount at, boolean resumed) {
        OpenTurn turn = run.turn();
        boolean known = turn != null && turn.voice() != Voice.SPEAKING && !at.isAfter(turn.speechEnd());
        if (at.compareTo(run.state.doneUntil()) < 0 || run.state.isNobodys(at) || known) {
            return;
        }
        if (turn != null && turn.voice() == Voice.PAUSED && turn.forced() == null && turn.kept() == null) {
            Duration gap = at.minusOrZero(turn.speechEnd()).toDuration();
            boolean late = run.automatic()
                    && gap.compareTo(Patience.after(
                                            run.state,
                                            turn,
                                            end.whole(turn, turn.heard().text()),
                                            run.scene)
                                    .length())
                            > 0;
            if (late) {
                // The audio arrived late and at once: in its own time the turn was over before this.
                end.close(turn, TurnReason.LATE_AUDIO);
                turn = run.turn();
            } else {
                learnPause(gap);
                run.state = run.state.withTurn(turn.afterPause());
                turn = run.turn();
            }
        }
        if (turn == null) {
            begin(at, resumed);
        } else {
            run.state = run.state.withTurn(growing(turn.speaking(overTutorNow())));
        }
    }

    private void learnPause(Duration pause) {
        run.state = run.state.withPauseHabit(Patience.habitAfter(run.state, pause));
    }

    private boolean overTutorNow() {
        return run.scene.tutorHasFloor() && !run.scene.questionHeard();
    }

    private OpenTurn begin(SampleCount at, boolean continued) {
        TurnId before = goesOnIn(at);
        TurnState state = run.state;
        TurnState.Asked asked = state.asked();
        SampleCount received = asked == null ? run.scene.received() : asked.upTo();
        var turn = OpenTurn.begin(state.nextTurnId(), continued, before, at, received, run.now)
                .over(overTutorNow(), soft());
        if (asked != null) {
            turn = turn.ending(asked.reason(), received, run.now);
        }
        run.state = state.withTurn(turn);
        if (run.automatic()) {
            run.decide(new TurnDecision.Started(turn.id(), at));
        }
        return turn;
    }

    /** The last turn, when the learner goes on in it before anything of its reply was heard. */
    private @Nullable TurnId goesOnIn(SampleCount at) {
        TurnState.Committed last = run.state.last();
        if (last == null || !run.scene.reopenable() || !run.automatic()) {
            return null;
        }
        Duration gap = at.minusOrZero(last.end()).toDuration();
        if (gap.compareTo(run.floor().reopenWithin()) > 0) {
            return null;
        }
        learnPause(
                gap.compareTo(run.settings().longestWait()) > 0 ? run.settings().longestWait() : gap);
        return last.id();
    }

    /** Where the voice alone does not hold the tutor. */
    private boolean soft() {
        return run.scene.tutorHasFloor()
                && (run.scene.protectedLine()
                        || run.floor().minimumWords() > 0
                        || run.scene.echoLikely()
                        || run.state.echoHeard()
                        || run.state.isDistantHeardBefore(run.scene.received()));
    }

    private OpenTurn growing(OpenTurn turn) {
        return turn.endAsked() ? turn : turn.receiving(run.scene.received(), run.now);
    }

    private void partial(String text, SampleCount at, @Nullable VoiceLevel level) {
        if (at.compareTo(run.state.doneUntil()) <= 0 || run.state.isNobodys(at)) {
            return;
        }
        OpenTurn turn = run.turn();
        String fresh = turn == null || turn.continued() ? withoutOld(text) : text;
        boolean late = turn != null && turn.voice() != Voice.SPEAKING && !at.isAfter(turn.knownUntil());
        if (fresh.isBlank() || (late && turn != null && turn.voice() == Voice.PAUSED)) {
            return;
        }
        if (turn == null) {
            turn = begin(at, true);
        }
        OpenTurn told = turn.voice() == Voice.SPEAKING || late ? turn : turn.speaking(overTutorNow());
        told = growing(told.withPartial(fresh, level));
        run.state = run.state.withTurn(told);
        run.decide(new TurnDecision.Partial(told.id(), end.whole(told, fresh)));
        end.dropDraftUnless(fresh);
        end.takeFloorIfMeant(fresh, at);
    }

    /** The ear may not yet have been told that the words before are over. */
    private String withoutOld(String text) {
        String old = run.state.doneText();
        return !old.isEmpty() && (text.equals(old) || text.startsWith(old + " "))
                ? text.substring(old.length()).strip()
                : text;
    }

    private void paused(SampleCount at, SampleCount speechEnd) {
        if (speechEnd.compareTo(run.state.doneUntil()) <= 0 || run.state.isNobodys(speechEnd)) {
            return;
        }
        OpenTurn turn = run.turn();
        if (turn != null && turn.voice() == Voice.PAUSED && !speechEnd.isAfter(turn.speechEnd())) {
            // Its words were told before it.
            return;
        }
        if (turn == null) {
            turn = begin(speechEnd, true);
        }
        Duration ended = run.now.minus(at.minusOrZero(speechEnd).toDuration());
        run.state = run.state.withTurn(turn.paused(speechEnd, at, ended));
        if (run.automatic()) {
            run.decide(new TurnDecision.Stopped(turn.id(), speechEnd));
        }
    }

    private void segment(Utterance utterance) {
        if (utterance.end().compareTo(run.state.doneUntil()) <= 0 || run.state.isNobodys(utterance.start())) {
            return;
        }
        OpenTurn turn = run.turn();
        if (turn == null) {
            turn = begin(utterance.start(), true);
        }
        Duration ended = turn.voice() == Voice.SPEAKING ? run.now : turn.voiceEndedAt();
        Heard fresh = FreshWords.of(utterance, run.state.doneUntil());
        boolean changed = !turn.partial().equals(fresh.text());
        run.state = run.state.withTurn(turn.withWords(fresh, utterance.level(), utterance.end(), ended));
        end.dropDraftUnless(fresh.text());
        end.judgePause();
        OpenTurn open = run.turn();
        if (open != null && changed && !fresh.text().isBlank()) {
            // While more is waited for, the learner reads what this pause made certain.
            run.decide(new TurnDecision.Partial(open.id(), end.whole(open, fresh.text())));
        }
    }

    private void failed(String reason) {
        run.warn(new TutorFailure.SpeechUnavailable("What was said could not be understood: " + reason));
        OpenTurn turn = run.turn();
        if (turn != null) {
            end.discard(turn, TurnReason.RECOGNISER_FAILED);
        }
    }

    private void audioEnded(SampleCount at) {
        OpenTurn turn = run.turn();
        if (turn == null) {
            TurnState.Asked asked = run.state.asked();
            if (asked != null && at.compareTo(asked.upTo()) >= 0) {
                end.nothingToCommit();
            }
            return;
        }
        TurnReason forced = turn.forced();
        if (!turn.endAsked() || at.compareTo(turn.received()) < 0) {
            // The answer to an earlier request; the one that is waited for comes after it.
            return;
        }
        if (forced != null) {
            end.close(turn, forced);
            if (run.turn() == null) {
                run.state = run.state.done(at);
            }
        } else {
            OpenTurn ended = turn.audioEnded();
            // The ear tells the pause before this; when that was lost, the wait for the words begins here.
            run.state = run.state.withTurn(ended.voice() == Voice.SPEAKING ? ended.paused(at, at, run.now) : ended);
            end.judgePause();
        }
    }
}
