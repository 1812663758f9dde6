package parley.evaluation.simulated;

import java.util.random.RandomGenerator;

/**
 * What makes one simulated learner differ from another. Immutable.
 *
 * @param ability standard normal: 0 is the average of the cohort
 * @param slip the chance to err on what is known, 0.02 to 0.15
 * @param guessing the chance to hit a free answer without knowing it, 0 to 0.1; an exercise's own guess comes on top
 * @param learning the chance to grasp an unknown concept from one exercise whose prerequisites are known, 0.1 to 0.6
 * @param stabilityDays the days after which a new memory is forgotten with a chance of 1 − 1/e, 3 to 30
 * @param misconception the chance that an error on an unknown concept shows one of its misconceptions
 */
public record LearnerTraits(
        double ability, double slip, double guessing, double learning, double stabilityDays, double misconception) {

    /**
     * Draws one learner. Ability moves prior knowledge and the pace of learning; the rest is drawn by itself. The ranges
     * are wide on purpose: a policy that works for one kind of learner alone must show it.
     */
    public static LearnerTraits drawn(RandomGenerator random) {
        double ability = Math.clamp(random.nextGaussian(), -2.5, 2.5);
        return new LearnerTraits(
                ability,
                between(random, 0.02, 0.15),
                between(random, 0, 0.1),
                Math.clamp(0.3 * Math.exp(0.35 * ability) * between(random, 0.7, 1.3), 0.1, 0.6),
                between(random, 3, 30),
                between(random, 0.3, 0.8));
    }

    private static double between(RandomGenerator random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
