package parley.speech.turns;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import parley.speech.hearing.HearingFact;
import parley.speech.turns.OpenTurn.Voice;

/**
 * Decides when the learner's turn has ended and what sound over the tutor's voice means. Pure and thread-safe.
 *
 * <p>What was said is placed by samples; waits run on the injected monotonic clock, because a muted microphone sends
 * no samples. A turn begins with the voice. At a pause its words decide how long more is waited for: least where they are
 * whole, longest where they are open ({@link Completeness}, {@link TurnSettings}); a voice that goes on in time goes on in
 * the same turn. Over the tutor the voice first holds
 * it still ({@link TurnState#holdsTutor}); real words then take the floor, while noise, fillers and backchannels are
 * discarded and the tutor goes on, within {@link TurnSettings#resumeWithin} even when the words do not come. Where a
 * voice may be the tutor's own, where the line is protected or an interruption takes several words, the tutor speaks on
 * until the words have told ({@link FloorSettings}).
 *
 * <p>Real words that are said wholly over a line that can not be interrupted are kept, and are the learner's turn once
 * the line is over; what is said meanwhile goes on in it.
 *
 * <p>A learner who goes on in a turn that was taken for ended, before anything of its reply was heard, goes on in the
 * same turn. While more is waited for, a reply to what was said may be made ahead; it is not wanted once the words
 * change.
 *
 * <p>Facts may be lost or late: whatever is told of audio that belongs to a turn already over changes nothing, and
 * every wait for the ear is bounded, so that each turn ends and is told exactly once.
 */
public final class TurnMachine {
    /** The next state and what is to be done, in order. */
    public record Result(TurnState state, List<TurnDecision> decisions) {
        public Result {
            decisions = List.copyOf(decisions);
        }
    }

    /** Answers {@code input} at {@code now}. Never throws for any input in any state. */
    public Result step(TurnState state, Duration now, Scene scene, TurnInput input) {
        var run = new TurnRun(state, now, scene);
        switch (input) {
            case TurnInput.Heard(HearingFact fact) -> new TurnStep(run).heard(fact);
            case TurnInput.TimePassed() -> new TurnEnd(run).timePassed();
            case TurnInput.CommitAsked() -> new TurnEnd(run).endNow(true, TurnReason.CLIENT_COMMITTED);
            case TurnInput.ClearAsked() -> new TurnEnd(run).clear();
            case TurnInput.MicrophoneChanged(MicrophoneState microphone) -> new TurnEnd(run).microphone(microphone);
        }
        return new Result(run.state, run.decisions);
    }

    /** Gives up the turn in progress, as when it could not be stored; it must be said again. */
    public Result abandon(TurnState state, Duration now, Scene scene) {
        OpenTurn turn = state.turn();
        if (turn == null || turn.voice() == Voice.SPEAKING) {
            return new Result(state, List.of());
        }
        var run = new TurnRun(state, now, scene);
        new TurnEnd(run).discard(turn, TurnReason.NOT_STORED);
        return new Result(run.state, run.decisions);
    }

    /** When {@link TurnInput.TimePassed} is due next. */
    public Optional<Duration> wakeAt(TurnState state, Scene scene) {
        OpenTurn turn = state.turn();
        TurnSettings settings = state.settings();
        if (turn == null) {
            Duration keyDown = state.keyDownAt();
            return Optional.ofNullable(state.asked())
                    .map(asked -> asked.when().plus(settings.wordsWithin()))
                    .or(() -> Optional.ofNullable(keyDown).map(since -> since.plus(settings.longestTurn())));
        }
        if (turn.endAsked()) {
            return Optional.of(turn.lastFactAt().plus(settings.wordsWithin()));
        }
        if (turn.kept() != null) {
            // While the line is spoken there is nothing to decide; its end is a step of its own.
            boolean waits = new TurnEnd(new TurnRun(state, Duration.ZERO, scene)).waitsForLine(turn);
            return waits ? Optional.empty() : Optional.of(turn.voiceEndedAt());
        }
        boolean holding = scene.tutorHasFloor() && turn.holds() && !turn.taken();
        return switch (turn.voice()) {
            case SPEAKING -> {
                Duration end = earlier(
                        turn.begunAt().plus(settings.longestTurn()),
                        turn.receivedAt().plus(settings.starvedAfter()));
                Duration held = turn.begunAt().plus(settings.floor().holdWithoutWords());
                yield Optional.of(holding ? earlier(end, held) : end);
            }
            case PAUSED_WORDS_DUE -> {
                Duration lost = turn.voiceEndedAt().plus(settings.wordsWithin());
                yield Optional.of(holding ? turn.voiceEndedAt().plus(settings.resumeWithin()) : lost);
            }
            case PAUSED ->
                state.mode() == TurnMode.AUTOMATIC
                        ? Optional.of(turn.voiceEndedAt()
                                .plus(Patience.after(state, turn, whole(state, turn, scene), scene)
                                        .length()))
                        : Optional.empty();
        };
    }

    private static String whole(TurnState state, OpenTurn turn, Scene scene) {
        return new TurnEnd(new TurnRun(state, Duration.ZERO, scene))
                .whole(turn, turn.heard().text());
    }

    private static Duration earlier(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
