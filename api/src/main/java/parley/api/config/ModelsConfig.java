package parley.api.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalogue of models, which of them answers what, and what may be spent. What the file leaves out is null. */
public record ModelsConfig(
        List<EntryConfig> catalogue, List<RouteConfig> routes, RoutingConfig routing, BudgetConfig budget) {
    public ModelsConfig {
        catalogue = List.copyOf(catalogue);
        routes = List.copyOf(routes);
    }

    /** A model of the catalogue, as it is written. */
    public record EntryConfig(
            String name,
            @Nullable String preset,
            @Nullable String baseUrl,
            @Nullable String model,
            @Nullable String keyEnv,
            @Nullable List<String> tags,
            @Nullable List<String> languages,
            @Nullable List<String> capabilities,
            @Nullable Integer contextTokens,
            @Nullable String tokenizer,
            @Nullable PriceConfig price,
            @Nullable LimitsConfig limits,
            @Nullable Integer maxReplyTokens,
            @Nullable Double temperature,
            @Nullable Integer maxConcurrent,
            @Nullable Integer maxWaiting) {

        /** The preset that it names, or null. */
        public @Nullable ModelPreset presetUsed() {
            return preset == null ? null : ModelPreset.shipped().get(preset);
        }

        /** Its address; empty when neither it nor its preset has one. */
        public String address() {
            ModelPreset used = presetUsed();
            return baseUrl != null ? baseUrl : used == null ? "" : used.baseUrl();
        }

        /** The environment variable that holds its key; empty when it wants none. */
        public String keyVariable() {
            ModelPreset used = presetUsed();
            return keyEnv != null ? keyEnv : used == null ? "" : used.keyEnv();
        }

        /** How its tokens are counted; empty when that is not known. */
        public String tokenizerUsed() {
            ModelPreset used = presetUsed();
            return tokenizer != null ? tokenizer : used == null ? "" : used.tokenizer();
        }

        /** Its waits, those of {@code usual} where it has none of its own. */
        public Waits waits(ParleyConfig.ModelConfig usual) {
            LimitsConfig own = limits == null ? LimitsConfig.NONE : limits;
            return new Waits(
                    or(own.connect(), usual.connectLimit()),
                    or(own.firstToken(), usual.firstTokenLimit()),
                    or(own.idle(), usual.idleLimit()),
                    or(own.total(), usual.totalLimit()));
        }

        private static Duration or(@Nullable Duration own, Duration usual) {
            return own == null ? usual : own;
        }
    }

    /** What a million tokens cost. */
    public record PriceConfig(BigDecimal input, BigDecimal output) {}

    /** Waits as they are written. */
    public record LimitsConfig(
            @Nullable Duration connect,
            @Nullable Duration firstToken,
            @Nullable Duration idle,
            @Nullable Duration total) {
        static final LimitsConfig NONE = new LimitsConfig(null, null, null, null);
    }

    /** Waits as they hold. */
    public record Waits(Duration connect, Duration firstToken, Duration idle, Duration total) {}

    /** Which models answer what, as it is written. */
    public record RouteConfig(
            @Nullable List<String> purposes,
            @Nullable List<String> languages,
            @Nullable List<String> courses,
            @Nullable String strategy,
            @Nullable Boolean sticky,
            @Nullable Duration deadline,
            List<CandidateConfig> candidates) {
        /** Whether every call fits it. */
        boolean takesEverything() {
            return orNone(purposes).isEmpty()
                    && orNone(languages).isEmpty()
                    && orNone(courses).isEmpty();
        }
    }

    /** A model on a route. */
    public record CandidateConfig(String model, @Nullable Integer weight) {}

    /** How long calls may take, and what happens to models that fail or are slow. */
    public record RoutingConfig(Duration firstWordsBudget, BreakerConfig breaker, HedgeConfig hedge) {}

    /** When a model is left alone. */
    public record BreakerConfig(
            double failureShare,
            int leastCalls,
            Duration window,
            Duration firstCooldown,
            Duration longestCooldown,
            double jitterShare) {}

    /** Whether a slow model is raced. */
    public record HedgeConfig(boolean enabled, double mostShare) {}

    /** What may be spent in a day; 0 is no limit. */
    public record BudgetConfig(
            String currency,
            long tokensPerDay,
            long tokensPerLearnerPerDay,
            BigDecimal costPerDay,
            BigDecimal costPerLearnerPerDay) {}

    /** The list, empty where none was written. */
    public static List<String> orNone(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
