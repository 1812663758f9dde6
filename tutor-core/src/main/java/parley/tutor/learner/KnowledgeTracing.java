package parley.tutor.learner;

/**
 * Bayesian knowledge tracing with a guess by the form of the exercise: the probability that a concept is known, as it is
 * displayed. Pure and thread-safe.
 *
 * <p>After A. T. Corbett and J. R. Anderson, "Knowledge tracing: Modeling the acquisition of procedural knowledge", User
 * Modeling and User-Adapted Interaction 4 (1995), https://doi.org/10.1007/BF01099821.
 */
public final class KnowledgeTracing {
    /** Before the first practice. */
    public static final double START = 0.4;

    /** The chance to learn it at one exercise. */
    static final double LEARN = 0.15;

    /** The chance to fail though it is known. */
    static final double SLIP = 0.1;

    /**
     * A guess of one half and more would make a right answer no evidence at all for some learners; a choice of two is
     * the most that is asked.
     */
    private static final double MAX_GUESS = 0.5;

    /** A right answer that could not be guessed at all would be impossible from one who surely knows nothing. */
    private static final double MIN_GUESS = 0.01;

    private KnowledgeTracing() {}

    /**
     * The probability that the concept is known after one answer.
     *
     * @param known before it, 0 to 1
     * @param guess the chance to hit the answer without knowing; of a choice of k it is 1/k
     */
    public static double after(double known, boolean right, double guess) {
        return practised(right ? givenRight(known, guess) : givenWrong(known, guess));
    }

    /**
     * The probability that the concept is known after a right answer that was helped: it was practised, but that it is
     * known was not shown.
     */
    public static double practised(double known) {
        return known + (1 - known) * LEARN;
    }

    /** The probability of a right answer, 0 to 1. */
    public static double predict(double known, double guess) {
        return known * (1 - SLIP) + (1 - known) * bounded(guess);
    }

    private static double givenRight(double known, double guess) {
        double knew = known * (1 - SLIP);
        return knew / (knew + (1 - known) * bounded(guess));
    }

    private static double givenWrong(double known, double guess) {
        double slipped = known * SLIP;
        return slipped / (slipped + (1 - known) * (1 - bounded(guess)));
    }

    private static double bounded(double guess) {
        return Math.clamp(guess, MIN_GUESS, MAX_GUESS);
    }
}
