package parley.tutor.actor;

import java.util.List;

/** The outcome of one transition: the next state, and the effects in the order in which they are to be performed. */
public record Step<S, E extends Effect>(S state, List<E> effects) {
    public Step {
        effects = List.copyOf(effects);
    }

    /** A step that changes nothing and does nothing. */
    public static <S, E extends Effect> Step<S, E> stay(S state) {
        return new Step<>(state, List.of());
    }
}
