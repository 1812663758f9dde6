package parley.tutor.actor;

/** Something a step wants done in the world. */
public interface Effect {
    /**
     * Whether the step stands or falls with this effect.
     *
     * <p>Committing effects (writes to the journal) are performed before the new state is adopted and before anything
     * is told to anyone; when one fails, the step has not happened. That is what makes "acknowledged" mean "durable".
     */
    default boolean commits() {
        return false;
    }
}
