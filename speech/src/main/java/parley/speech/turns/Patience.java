package parley.speech.turns;

import java.time.Duration;
import parley.speech.hearing.SentenceEnd;

/**
 * How long to wait after the voice ended on some words, and why so long.
 *
 * @param length since the end of the voice
 * @param reason of a turn that ends so
 */
record Patience(Duration length, TurnReason reason) {
    /** The normal wait grows to the learner's usual pause and this much more. */
    private static final double HABIT_MARGIN = 1.25;

    /** Weight of a pause that is longer than the learner's habit: who is cut is cut again until it is learned. */
    private static final double LONGER_WEIGHT = 0.5;

    /** Weight of a shorter one, and of the usual wait after a turn without any: one long pause is soon forgotten. */
    private static final double SHORTER_WEIGHT = 0.3;

    /**
     * The learner's habit after a pause inside a turn: a moving average that begins at the pause for which the usual
     * wait is just right.
     */
    static Duration habitAfter(TurnState state, Duration pause) {
        Duration habit = state.pauseHabit().isZero() ? usualHabit(state) : state.pauseHabit();
        return moved(habit, pause, pause.compareTo(habit) > 0 ? LONGER_WEIGHT : SHORTER_WEIGHT);
    }

    /** The habit after a turn that was spoken without a pause; it never falls below where it began. */
    static Duration habitWithoutPause(TurnState state) {
        Duration habit = state.pauseHabit();
        Duration usual = usualHabit(state);
        return habit.compareTo(usual) <= 0 ? habit : moved(habit, usual, SHORTER_WEIGHT);
    }

    private static Duration usualHabit(TurnState state) {
        return Duration.ofMillis((long) (state.settings().normalWait().toMillis() / HABIT_MARGIN));
    }

    private static Duration moved(Duration habit, Duration towards, double weight) {
        return Duration.ofMillis((long) (habit.toMillis() * (1 - weight) + towards.toMillis() * weight));
    }

    /**
     * The wait after {@code text}, which is all that was said in {@code turn}.
     */
    static Patience after(TurnState state, OpenTurn turn, String text, Scene scene) {
        TurnSettings settings = state.settings();
        Patience patience = switch (Completeness.of(text, scene.answers(), scene.phrases())) {
            case COMPLETE -> new Patience(settings.completeWait(), TurnReason.WORDS_COMPLETE);
            case NORMAL -> {
                Duration habit = Duration.ofMillis((long) (state.pauseHabit().toMillis() * HABIT_MARGIN));
                Patience usual = normal(settings, turn.heard().end());
                yield habit.compareTo(usual.length()) > 0 ? new Patience(habit, TurnReason.LEARNERS_PAUSE) : usual;
            }
            case OPEN -> new Patience(settings.openWait(), TurnReason.WORDS_OPEN);
        };
        return patience.length().compareTo(settings.longestWait()) <= 0
                ? patience
                : new Patience(settings.longestWait(), patience.reason());
    }

    private static Patience normal(TurnSettings settings, SentenceEnd end) {
        Duration likely = settings.normalWait();
        Duration unlikely = settings.unlikelyEndWait();
        Duration wait = switch (end) {
            case LIKELY, UNKNOWN -> likely;
            case UNLIKELY -> unlikely;
        };
        return new Patience(wait, wait.equals(likely) ? TurnReason.USUAL_PAUSE : TurnReason.END_UNLIKELY);
    }
}
