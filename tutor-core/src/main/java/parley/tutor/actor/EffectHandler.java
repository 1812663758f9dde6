package parley.tutor.actor;

/** Performs the effects of a machine. Called by the loop's thread only, one effect at a time. */
public interface EffectHandler<I, E extends Effect> {
    /**
     * Performs one effect. Slow work is started elsewhere and reports back as an input; only committing effects may
     * block.
     *
     * @throws Exception a committing effect that throws undoes its step; any other failure is logged and dropped
     */
    void perform(E effect) throws Exception;

    /**
     * The input that tells the machine that {@code input} was undone: its committing effect failed, or by a bug the
     * step itself did. When it fails, too, that is logged and nothing more.
     */
    I undone(I input, Throwable cause);
}
