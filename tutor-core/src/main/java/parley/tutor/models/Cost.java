package parley.tutor.models;

import java.math.BigDecimal;

/**
 * Money, in billionths of the catalogue's currency: a token at 0.15 a million costs 150 of them.
 *
 * @param nanos 0 or more
 */
public record Cost(long nanos) implements Comparable<Cost> {
    public static final Cost NONE = new Cost(0);

    public Cost {
        if (nanos < 0) {
            throw new IllegalArgumentException("A cost is 0 or more");
        }
    }

    /** The sum, at most {@link Long#MAX_VALUE} billionths. */
    public Cost plus(Cost other) {
        return new Cost(Usage.sum(nanos, other.nanos));
    }

    /** The amount in whole units of the currency. */
    public BigDecimal amount() {
        return BigDecimal.valueOf(nanos, 9);
    }

    @Override
    public int compareTo(Cost other) {
        return Long.compare(nanos, other.nanos);
    }
}
