package parley.tutor.models;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What tokens cost.
 *
 * @param inputPerMillion for a million tokens of prompt, in the catalogue's currency, 0 or more
 * @param outputPerMillion for a million tokens of answer
 */
public record Price(BigDecimal inputPerMillion, BigDecimal outputPerMillion) {
    public static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO);

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    public Price {
        if (inputPerMillion.signum() < 0 || outputPerMillion.signum() < 0) {
            throw new IllegalArgumentException("A price is 0 or more");
        }
    }

    /** The cost of so many tokens, rounded up to a billionth; at most {@link Long#MAX_VALUE} of them. */
    public Cost of(long promptTokens, long completionTokens) {
        BigDecimal millionths = inputPerMillion
                .multiply(BigDecimal.valueOf(promptTokens))
                .add(outputPerMillion.multiply(BigDecimal.valueOf(completionTokens)));
        return new Cost(millionths
                .movePointRight(3)
                .setScale(0, RoundingMode.CEILING)
                .min(MOST)
                .longValueExact());
    }

    public Cost of(Usage usage) {
        return of(usage.promptTokens(), usage.completionTokens());
    }
}
