package parley.tutor.models.routing;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.Cost;
import parley.tutor.models.Price;

/** In which order a route's candidates are asked. Pure but for the lots that it draws. */
record CandidateOrder(DoubleSupplier lot) {
    /** A tutor's usual call: the prompt is long, the answer short. */
    private static final int USUAL_PROMPT_TOKENS = 1_500;

    private static final int USUAL_ANSWER_TOKENS = 150;

    /**
     * What is known of a candidate now.
     *
     * @param firstToken as observed, or null
     * @param failures lately
     */
    record Known(Price price, RecentFirstTokens.@Nullable Observed firstToken, int failures) {
        /** A model that nobody measured yet is tried, unless it only failed so far. */
        private boolean worthTrying() {
            return firstToken == null && failures == 0;
        }

        private Duration usually() {
            return worthTrying() ? Duration.ZERO : firstToken == null ? Duration.ofDays(1) : firstToken.p50();
        }

        private boolean meets(Duration deadline) {
            return worthTrying() || (firstToken != null && firstToken.p95().compareTo(deadline) <= 0);
        }

        private Cost cost() {
            return price.of(USUAL_PROMPT_TOKENS, USUAL_ANSWER_TOKENS);
        }
    }

    /** The names of the route's candidates, whom to ask first first. */
    List<String> of(Route route, Function<String, Known> known) {
        List<Route.Candidate> candidates = route.candidates();
        return switch (route.strategy()) {
            case ORDERED -> candidates.stream().map(Route.Candidate::model).toList();
            case WEIGHTED -> byLot(candidates);
            case FASTEST -> sorted(candidates, known, Comparator.comparing(Known::usually));
            case CHEAPEST ->
                sorted(
                        candidates,
                        known,
                        Comparator.comparing((Known k) -> !k.meets(route.deadline()))
                                .thenComparing(k -> k.meets(route.deadline()) ? k.cost() : Cost.NONE)
                                .thenComparing(Known::usually));
        };
    }

    /** One look at each candidate: what is known of it may change while sorting. */
    private static List<String> sorted(
            List<Route.Candidate> candidates, Function<String, Known> known, Comparator<Known> order) {
        Map<String, Known> now = new HashMap<>();
        candidates.forEach(candidate -> now.computeIfAbsent(candidate.model(), known));
        return candidates.stream()
                .map(Route.Candidate::model)
                .sorted(Comparator.comparing((String name) -> now.get(name), order))
                .toList();
    }

    /**
     * A weighted shuffle: the smallest of exponential lots with the weights as rates comes first (Efraimidis and
     * Spirakis, "Weighted random sampling with a reservoir", 2006).
     */
    private List<String> byLot(List<Route.Candidate> candidates) {
        record Drawn(String model, double key) {}
        return candidates.stream()
                .map(candidate -> new Drawn(candidate.model(), -Math.log1p(-lot.getAsDouble()) / candidate.weight()))
                .sorted(Comparator.comparingDouble(Drawn::key))
                .map(Drawn::model)
                .toList();
    }
}
