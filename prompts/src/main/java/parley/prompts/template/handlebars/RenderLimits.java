package parley.prompts.template.handlebars;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What one render may spend; more ends it with a finding. Immutable.
 *
 * @param outputChars the most characters
 * @param steps the most tags and loop rounds that are carried out
 * @param partials the most partials that are put in, one that is put in twice counted twice
 * @param depth the deepest nesting of blocks and partials together
 * @param time the longest time, looked at every {@value #STEPS_PER_LOOK} steps
 * @param nanoClock a monotonic clock in nanoseconds
 */
public record RenderLimits(int outputChars, int steps, int partials, int depth, Duration time, LongSupplier nanoClock) {

    static final int STEPS_PER_LOOK = 1024;

    /** 1 Mi characters (about 250,000 tokens), 500,000 steps, 10,000 partials, 200 levels, two seconds. */
    public static final RenderLimits STANDARD =
            new RenderLimits(1024 * 1024, 500_000, 10_000, 200, Duration.ofSeconds(2), System::nanoTime);

    public RenderLimits {
        if (outputChars < 1 || steps < 1 || partials < 0 || depth < 1 || depth > 500 || time.isNegative()) {
            throw new IllegalArgumentException("the limits of a render are positive, its depth at most 500");
        }
    }
}
