package parley.prompts.template.handlebars;

import parley.prompts.source.Said;

/** What a render may still spend. Used by one thread. */
final class Budget {

    private final RenderLimits limits;
    private final long startNanos;
    private long charsLeft;
    private int steps;
    private int partials;
    private int depth;

    Budget(RenderLimits limits) {
        this.limits = limits;
        this.startNanos = limits.nanoClock().getAsLong();
        this.charsLeft = limits.outputChars();
    }

    RenderLimits limits() {
        return limits;
    }

    void characters(int count, int offset) {
        charsLeft -= count;
        if (charsLeft < 0) {
            throw new BodyProblem(
                    offset,
                    Said.of("the rendered text is longer than {} characters", limits.outputChars()),
                    "give shorter values");
        }
    }

    /** The characters that are left, and one. */
    int roomForOneMore() {
        return (int) Math.min(Integer.MAX_VALUE - 1L, charsLeft) + 1;
    }

    void step(int offset) {
        if (++steps > limits.steps()) {
            throw new BodyProblem(
                    offset, Said.of("the template repeats too often: {} steps", limits.steps()), "give shorter lists");
        }
        if (steps % RenderLimits.STEPS_PER_LOOK == 0
                && limits.nanoClock().getAsLong() - startNanos > limits.time().toNanos()) {
            throw new BodyProblem(
                    offset,
                    Said.of("the render takes longer than {} ms", limits.time().toMillis()),
                    "give shorter lists, or fewer partials");
        }
    }

    void partial(int offset) {
        if (++partials > limits.partials()) {
            throw new BodyProblem(
                    offset,
                    Said.of("the render puts in more than {} partials", limits.partials()),
                    "put partials in fewer loops and partials");
        }
    }

    boolean isAtDepth() {
        return depth >= limits.depth();
    }

    void enter(int offset) {
        if (isAtDepth()) {
            throw new BodyProblem(
                    BodyProblem.Kind.BLOCK,
                    offset,
                    Said.of("blocks and partials are nested deeper than {} levels", limits.depth()),
                    "flatten them");
        }
        depth++;
    }

    void leave() {
        depth--;
    }
}
