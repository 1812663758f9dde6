package parley.evaluation.simulated;

/** What a learner who is not a person does with an exercise. */
public sealed interface Response {
    /** Gives an accepted answer. */
    record Right() implements Response {}

    /**
     * Gives a wrong answer.
     *
     * @param misconceptionId the misconception it shows, or empty for a mere error
     */
    record Wrong(String misconceptionId) implements Response {}

    /** Says "I don't know". */
    record DoesNotKnow() implements Response {}

    /** Says that they are discouraged. */
    record Distressed() implements Response {}
}
