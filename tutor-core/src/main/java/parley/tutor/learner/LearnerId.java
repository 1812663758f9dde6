package parley.tutor.learner;

/** The identity of a learner; says nothing of who they are. At most 36 characters. */
public record LearnerId(String value) {
    /** The one learner of an installation without accounts. */
    public static final LearnerId LOCAL = new LearnerId("local");

    public LearnerId {
        if (value.isBlank() || value.length() > 36) {
            throw new IllegalArgumentException("A learner id has 1 to 36 characters");
        }
    }
}
