package parley.tutor.understanding.maths;

/** Why a text is not taken for mathematics. */
public enum Refusal {
    /** It holds something outside of the grammar. */
    NOT_MATHS,
    /** It divides by zero. */
    DIVISION_BY_ZERO,
    /** It is longer, or its numbers or powers are larger, than any answer is. */
    TOO_LARGE;

    /** Leaves a reading or a calculation from any depth; caught where it began, so it needs no stack trace. */
    static final class Because extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final transient Refusal refusal;

        Because(Refusal refusal) {
            super(refusal.name(), null, false, false);
            this.refusal = refusal;
        }
    }

    Because because() {
        return new Because(this);
    }
}
