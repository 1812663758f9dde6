package parley.tutor.understanding.maths;

import java.util.Optional;

/**
 * What exact calculation with polynomials does not decide: the real solutions of equations that are not linear, and
 * whether a polynomial can be factored further. Thread-safe; every call returns within a stated time, empty when it is
 * not decided by then.
 */
public interface HardAlgebra extends AutoCloseable {

    /** Decides nothing. */
    HardAlgebra NONE = new HardAlgebra() {
        @Override
        public Optional<Boolean> sameSolutions(Statement one, Statement other) {
            return Optional.empty();
        }

        @Override
        public Optional<Boolean> factorsFurther(Expression polynomial) {
            return Optional.empty();
        }
    };

    /** Whether two equations have the same real solutions. */
    Optional<Boolean> sameSolutions(Statement one, Statement other);

    /** Whether {@code polynomial} is a product of two or more polynomials with rational coefficients. */
    Optional<Boolean> factorsFurther(Expression polynomial);

    /** Gets ready in the background; costs nothing when nobody asks. */
    default void warmUp() {}

    @Override
    default void close() {}
}
