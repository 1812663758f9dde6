package parley.tutor.actor;

/**
 * A pure transition: no clock, no randomness, no input or output, so that any run can be replayed from its inputs.
 *
 * @param <S> immutable state
 * @param <I> inputs
 * @param <E> effects, performed by the loop after the step
 */
@FunctionalInterface
public interface Machine<S, I, E extends Effect> {
    /** Answers {@code input} in {@code state}. Never throws for any input in any state. */
    Step<S, E> step(S state, I input);
}
