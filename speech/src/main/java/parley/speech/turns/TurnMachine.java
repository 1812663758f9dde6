package parley.speech.turns;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import parley.speech.hearing.HearingFact;
import parley.speech.turns.TurnState.OpenTurn;
import parley.speech.turns.TurnState.Voice;

/**
 * Decides when the learner's turn has ended and what sound over the tutor's voice means. Pure and thread-safe.
 *
 * <p>What was said is placed by samples; waits run on the injected monotonic clock, because a muted microphone sends
 * no samples. A turn begins with the voice. At a pause its words decide: whole words end it at once, open ones wait
 * ({@link Completeness}); a voice that goes on in time goes on in the same turn. Over the tutor the voice first holds
 * it still ({@link TurnState#holdsTutor}); real words then take the floor, while noise, fillers and backchannels are
 * discarded and the tutor goes on, within {@link TurnSettings#resumeWithin} even when the words do not come.
 *
 * <p>Facts may be lost or late: whatever is told of audio that belongs to a turn already over changes nothing, and
 * every wait for the ear is bounded, so that each turn ends and is told exactly once.
 */
public final class TurnMachine {
    /** The normal wait grows to the learner's usual pause and this much more. */
    private static final double HABIT_MARGIN = 1.25;

    /** The next state and what is to be done, in order. */
    public record Result(TurnState state, List<TurnDecision> decisions) {
        public Result {
            decisions = List.copyOf(decisions);
        }
    }

    /** Answers {@code input} at {@code now}. Never throws for any input in any state. */
    public Result step(TurnState state, Duration now, Scene scene, TurnInput input) {
        var run = new TurnStep(state, now, scene);
        switch (input) {
            case TurnInput.Heard(HearingFact fact) -> run.heard(fact);
            case TurnInput.TimePassed() -> run.timePassed();
            case TurnInput.CommitAsked() -> run.endNow(true);
            case TurnInput.ClearAsked() -> run.clear();
            case TurnInput.MicrophoneChanged(MicrophoneState microphone) -> {
                switch (microphone) {
                    case ON -> {}
                    case OFF, LOST -> run.endNow(false);
                }
            }
        }
        return run.result();
    }

    /** Gives up the turn in progress, as when it could not be stored; it must be said again. */
    public Result abandon(TurnState state) {
        OpenTurn turn = state.turn();
        if (turn == null || turn.voice() == Voice.SPEAKING) {
            return new Result(state, List.of());
        }
        return new Result(
                state.over(turn.speechEnd(), ""),
                List.of(new TurnDecision.Discard(turn.id()), new TurnDecision.ForgetTurn()));
    }

    /** When {@link TurnInput.TimePassed} is due next. */
    public Optional<Duration> wakeAt(TurnState state, Scene scene) {
        OpenTurn turn = state.turn();
        TurnSettings settings = state.settings();
        if (turn == null) {
            return Optional.ofNullable(state.asked()).map(asked -> asked.when().plus(settings.wordsWithin()));
        }
        if (turn.endAsked()) {
            return Optional.of(turn.lastFactAt().plus(settings.wordsWithin()));
        }
        return switch (turn.voice()) {
            case SPEAKING ->
                Optional.of(earlier(
                        turn.begunAt().plus(settings.longestTurn()),
                        turn.receivedAt().plus(settings.starvedAfter())));
            case PAUSED_WORDS_DUE -> {
                Duration lost = turn.voiceEndedAt().plus(settings.wordsWithin());
                boolean holding = turn.overTutor() && !turn.taken() && !turn.yielded();
                yield Optional.of(holding ? turn.voiceEndedAt().plus(settings.resumeWithin()) : lost);
            }
            case PAUSED ->
                state.mode() == TurnMode.MANUAL ? Optional.empty() : Optional.of(deadline(state, turn, scene));
        };
    }

    private static Duration earlier(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    static Duration deadline(TurnState state, OpenTurn turn, Scene scene) {
        return turn.voiceEndedAt().plus(patience(state, turn.heard().text(), scene));
    }

    /** How long to wait after the voice ended on {@code text}. */
    static Duration patience(TurnState state, String text, Scene scene) {
        TurnSettings settings = state.settings();
        Duration wait = switch (Completeness.of(text, scene.answers(), scene.phrases())) {
            case COMPLETE -> settings.completeWait();
            case NORMAL -> {
                Duration habit = Duration.ofMillis((long) (state.pauseHabit().toMillis() * HABIT_MARGIN));
                yield habit.compareTo(settings.normalWait()) > 0 ? habit : settings.normalWait();
            }
            case OPEN -> settings.openWait();
        };
        return earlier(wait, settings.longestWait());
    }
}
