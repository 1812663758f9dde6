package parley.tutor.learner;

/**
 * An Elo rating in logits with the number of answers behind it; of a learner, of a learner in one concept, or (as
 * difficulty) of an item. Immutable.
 */
public record Ability(double logits, long answers) {
    public static final Ability UNKNOWN = new Ability(0, 0);
}
