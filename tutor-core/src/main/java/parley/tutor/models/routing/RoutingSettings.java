package parley.tutor.models.routing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import parley.tutor.models.Cost;

/**
 * How calls are routed.
 *
 * @param routes sought in this order; a call that none fits goes to the whole catalogue in its order
 * @param firstWordsBudget how long all candidates together may take until the first text; past it the authored tutor
 *     speaks
 * @param breaker when a model is left alone
 * @param hedge whether a slow model is raced by the next one
 * @param budget what may be spent
 */
public record RoutingSettings(
        List<Route> routes, Duration firstWordsBudget, Breaker breaker, Hedge hedge, Budget budget) {
    /** With the first candidate's first-token limit of 4 s there is time for a second one. */
    public static final Duration DEFAULT_FIRST_WORDS_BUDGET = Duration.ofSeconds(7);

    public RoutingSettings {
        routes = List.copyOf(routes);
    }

    public static RoutingSettings usual(List<Route> routes) {
        return new RoutingSettings(routes, DEFAULT_FIRST_WORDS_BUDGET, Breaker.USUAL, Hedge.OFF, Budget.UNLIMITED);
    }

    /**
     * When a model that fails is left alone: at a share of {@code failureShare} of at least {@code leastCalls} calls
     * within {@code window}; for {@code firstCooldown}, doubled after each failed probe up to {@code longestCooldown},
     * each with a jitter of ± {@code jitterShare}. A longer Retry-After is honoured.
     */
    public record Breaker(
            double failureShare,
            int leastCalls,
            Duration window,
            Duration firstCooldown,
            Duration longestCooldown,
            double jitterShare) {
        public static final Breaker USUAL =
                new Breaker(0.5, 5, Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofSeconds(60), 0.2);
    }

    /**
     * Racing a slow model: after its observed 95th percentile of first-token times, in at most {@code mostShare} of the
     * calls.
     */
    public record Hedge(boolean enabled, double mostShare) {
        public static final Hedge OFF = new Hedge(false, 0.05);
    }

    /**
     * What may be spent in a day of UTC; 0 stands for no limit.
     *
     * @param currency shown beside amounts, such as {@code USD}
     * @param costPerDayNanos in billionths of the currency
     */
    public record Budget(
            String currency,
            long tokensPerDay,
            long costPerDayNanos,
            long tokensPerLearnerPerDay,
            long costPerLearnerPerDayNanos) {
        public static final Budget UNLIMITED = new Budget("USD", 0, 0, 0, 0);

        public boolean limited() {
            return tokensPerDay > 0
                    || costPerDayNanos > 0
                    || tokensPerLearnerPerDay > 0
                    || costPerLearnerPerDayNanos > 0;
        }

        /**
         * Why so much more may not be spent, in one line that names the limit; empty when it may.
         *
         * @param byAll what everybody spent today, reservations included
         * @param byLearner what {@code learner} did; the installation's own work, of no learner, has no such limit
         */
        public Optional<String> refuses(
                SpendLedger.Spent byAll, SpendLedger.Spent byLearner, String learner, long tokens, Cost cost) {
            boolean own = !learner.isEmpty();
            if (own && past(tokensPerLearnerPerDay, byLearner.tokens(), tokens)) {
                return refusal("each learner's budget of " + tokensPerLearnerPerDay + " tokens a day");
            }
            if (own && past(costPerLearnerPerDayNanos, byLearner.cost().nanos(), cost.nanos())) {
                return refusal("each learner's budget of " + money(costPerLearnerPerDayNanos) + " a day");
            }
            if (past(tokensPerDay, byAll.tokens(), tokens)) {
                return refusal("the budget of " + tokensPerDay + " tokens a day");
            }
            if (past(costPerDayNanos, byAll.cost().nanos(), cost.nanos())) {
                return refusal("the budget of " + money(costPerDayNanos) + " a day");
            }
            return Optional.empty();
        }

        private static Optional<String> refusal(String limit) {
            return Optional.of("Today's language models are used up: " + limit
                    + " has too little left for another reply; it begins anew at midnight UTC");
        }

        private static boolean past(long limit, long spent, long more) {
            return limit > 0 && more > limit - spent;
        }

        private String money(long nanos) {
            return new Cost(nanos).amount().stripTrailingZeros().toPlainString() + " " + currency;
        }
    }
}
