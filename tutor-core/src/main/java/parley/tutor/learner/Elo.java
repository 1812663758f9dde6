package parley.tutor.learner;

/**
 * Online Elo ratings of learners and items: foretells the next answer and learns from each. Pure and thread-safe.
 *
 * <p>{@code p = g + (1 − g)·σ(θ_learner + θ_learner,concept − δ_item − δ_concept)}; after an answer each term moves by
 * {@code K / (1 + b·n) · (score − p)}, where n counts the answers behind it. After R. Pelánek, "Applications of the Elo
 * rating system in adaptive educational systems", Computers &amp; Education 98 (2016),
 * https://doi.org/10.1016/j.compedu.2016.03.017, with its floor g for answers that can be guessed.
 */
public final class Elo {
    // How fast the terms move. Found by random search on the train parts of ASSISTments-2009 and statics together, by
    // the
    // log loss on the last fifth of their learners; the test parts had no say. An item's rating settles within a dozen
    // answers, a learner's goes on moving, for learners learn.
    static final Rate LEARNER = new Rate(0.8, 0.045);
    static final Rate LEARNER_CONCEPT = new Rate(0.17, 0.0015);
    static final Rate ITEM = new Rate(1.6, 0.3);
    static final Rate CONCEPT = new Rate(0.18, 0.045);

    /** A right answer after help says as much for the learner as against. */
    private static final double HELPED_SCORE = 0.5;

    private Elo() {}

    /**
     * How fast one kind of rating moves.
     *
     * @param k the first step, in logits for a surprise of 1
     * @param b how quickly steps get shorter with each answer
     */
    record Rate(double k, double b) {
        Ability moved(Ability was, double surprise) {
            return new Ability(was.logits() + k / (1 + b * was.answers()) * surprise, was.answers() + 1);
        }
    }

    /**
     * The probability of a right answer at the first try and without help, 0 to 1, to an exercise that cannot be hit by
     * chance.
     */
    public static double predict(Knowledge knowledge, ItemRatings ratings, String exerciseId, String conceptId) {
        return predict(knowledge, ratings, exerciseId, conceptId, 0);
    }

    /**
     * The probability of a right answer at the first try and without help, 0 to 1.
     *
     * @param exerciseId with or without a seed
     * @param guess the chance to hit the answer without knowing, 0 to less than 1
     */
    public static double predict(
            Knowledge knowledge, ItemRatings ratings, String exerciseId, String conceptId, double guess) {
        ConceptKnowledge concept = knowledge.concepts().get(conceptId);
        return predict(
                knowledge.ability(),
                concept == null ? Ability.UNKNOWN : concept.ability(),
                ratings.difficulty(exerciseId, conceptId),
                guess);
    }

    /** The probability of a right answer by the terms themselves; {@code difficulty} in logits. */
    public static double predict(Ability learner, Ability inConcept, double difficulty, double guess) {
        double strength = learner.logits() + inConcept.logits() - difficulty;
        return guess + (1 - guess) / (1 + Math.exp(-strength));
    }

    /** What an answer counts for: 1 right, 0 wrong, half when it was right after help. */
    public static double score(Attempt attempt) {
        if (!attempt.right()) {
            return 0;
        }
        return attempt.hints() == 0 ? 1 : HELPED_SCORE;
    }

    /** By how much an answer was better than foretold, −1 to 1. */
    public static double surprise(Attempt attempt) {
        return score(attempt) - attempt.predicted();
    }

    /** A learner's general rating after an answer. */
    public static Ability learner(Ability was, double surprise) {
        return LEARNER.moved(was, surprise);
    }

    /** A learner's rating in a concept after an answer to one of its items. */
    public static Ability learnerInConcept(Ability was, double surprise) {
        return LEARNER_CONCEPT.moved(was, surprise);
    }

    /** An item's difficulty after an answer to it. */
    public static Ability item(Ability was, double surprise) {
        return ITEM.moved(was, -surprise);
    }

    /** A concept's difficulty after an answer to one of its items. */
    public static Ability concept(Ability was, double surprise) {
        return CONCEPT.moved(was, -surprise);
    }
}
