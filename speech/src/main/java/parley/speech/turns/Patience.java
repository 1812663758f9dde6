package parley.speech.turns;

import java.time.Duration;

/**
 * How long to wait after the voice ended on some words, and why so long.
 *
 * @param length since the end of the voice
 * @param reason of a turn that ends so
 */
record Patience(Duration length, TurnReason reason) {
    /** The normal wait grows to the learner's usual pause and this much more. */
    private static final double HABIT_MARGIN = 1.25;

    /** The wait after {@code text}, which is all that was said in the turn. */
    static Patience after(TurnState state, String text, Scene scene) {
        TurnSettings settings = state.settings();
        Patience patience = switch (Completeness.of(text, scene.answers(), scene.phrases())) {
            case COMPLETE -> new Patience(settings.completeWait(), TurnReason.WORDS_COMPLETE);
            case NORMAL -> {
                Duration habit = Duration.ofMillis((long) (state.pauseHabit().toMillis() * HABIT_MARGIN));
                yield habit.compareTo(settings.normalWait()) > 0
                        ? new Patience(habit, TurnReason.LEARNERS_PAUSE)
                        : new Patience(settings.normalWait(), TurnReason.USUAL_PAUSE);
            }
            case OPEN -> new Patience(settings.openWait(), TurnReason.WORDS_OPEN);
        };
        return patience.length().compareTo(settings.longestWait()) <= 0
                ? patience
                : new Patience(settings.longestWait(), patience.reason());
    }
}
