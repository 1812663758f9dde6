package parley.speech.turns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.TutorFailure;

/** A step of turn-taking in the making: the state so far and the decisions so far. */
final class TurnRun {
    final Duration now;
    final Scene scene;
    final List<TurnDecision> decisions = new ArrayList<>();
    TurnState state;

    TurnRun(TurnState state, Duration now, Scene scene) {
        this.state = state;
        this.now = now;
        this.scene = scene;
    }

    @Nullable
    OpenTurn turn() {
        return state.turn();
    }

    TurnSettings settings() {
        return state.settings();
    }

    FloorSettings floor() {
        return state.settings().floor();
    }

    boolean automatic() {
        return state.mode() == TurnMode.AUTOMATIC;
    }

    boolean reached(Duration instant) {
        return now.compareTo(instant) >= 0;
    }

    void decide(TurnDecision decision) {
        decisions.add(decision);
    }

    void warn(TutorFailure failure) {
        decisions.add(new TurnDecision.Warn(failure));
    }
}
