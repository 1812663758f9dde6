package parley.api.models;

import static parley.api.config.ModelsConfig.orNone;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.api.config.ModelsConfig;
import parley.api.config.ModelsConfig.BudgetConfig;
import parley.api.config.ModelsConfig.EntryConfig;
import parley.api.config.ModelsConfig.RouteConfig;
import parley.api.config.ModelsConfig.RoutingConfig;
import parley.api.config.ParleyConfig.ModelConfig;
import parley.api.config.Secret;
import parley.api.config.Settings;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.ModelEntry.Capability;
import parley.tutor.models.Price;
import parley.tutor.models.Purpose;
import parley.tutor.models.routing.Route;
import parley.tutor.models.routing.RoutingSettings;

/**
 * All models of the settings, and how calls are routed to them. Immutable.
 *
 * @param models the single one of the settings first, where it is set, then the catalogue's in their order
 */
public record ModelCatalogue(List<CatalogueModel> models, RoutingSettings routing) {
    /** The variable that the key of the one model comes from, unless OPENAI_API_KEY has it. */
    public static final String SHORTCUT_KEY = "PARLEY_MODEL_KEY";

    public ModelCatalogue {
        models = List.copyOf(models);
    }

    /** The catalogue of settings that were read and checked. */
    public static ModelCatalogue of(Settings settings) {
        ModelsConfig config = settings.config().models();
        ModelConfig usual = settings.config().model();
        var models = new ArrayList<CatalogueModel>();
        if (usual.configured()) {
            models.add(shortcut(usual, settings.modelKey()));
        }
        for (EntryConfig entry : config.catalogue()) {
            models.add(model(entry, usual, settings.keyOf(entry)));
        }
        return new ModelCatalogue(models, routing(config));
    }

    /** Whether there is no model at all, so that the authored tutor speaks alone. */
    public boolean isEmpty() {
        return models.isEmpty();
    }

    /** Where they answer and what is known of them, in the same order. */
    public List<ModelEntry> entries() {
        return models.stream().map(CatalogueModel::entry).toList();
    }

    /** The smallest window of them in tokens, into which every prompt must fit; of none at all the usual one. */
    public int smallestWindow() {
        return models.stream()
                .mapToInt(model -> model.entry().contextTokens())
                .min()
                .orElse(ModelEntry.DEFAULT_CONTEXT_TOKENS);
    }

    /** The model of that name. */
    public Optional<CatalogueModel> find(String name) {
        return models.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    public String currency() {
        return routing.budget().currency();
    }

    /** The routes that {@code model} stands on, in their order, as an operator reads them. */
    public List<String> routesOf(CatalogueModel model) {
        return routing.routes().stream()
                .filter(route -> route.candidates().stream()
                        .anyMatch(candidate -> candidate.model().equals(model.name())))
                .map(ModelCatalogue::words)
                .toList();
    }

    private static String words(Route route) {
        var parts = new ArrayList<String>();
        add(parts, "", route.purposes().stream().map(Purpose::word).collect(Collectors.toSet()));
        add(parts, "in ", route.languages());
        add(parts, "on ", route.courses());
        return parts.isEmpty() ? "everything" : String.join(" ", parts);
    }

    private static void add(List<String> parts, String before, Set<String> words) {
        if (!words.isEmpty()) {
            parts.add(before + words.stream().sorted().collect(Collectors.joining("/")));
        }
    }

    private static CatalogueModel shortcut(ModelConfig config, Secret key) {
        var endpoint = new ModelEndpoint(
                config.name(),
                URI.create(config.baseUrl()),
                key.value(),
                config.name(),
                config.connectLimit(),
                config.firstTokenLimit(),
                config.idleLimit(),
                config.totalLimit(),
                config.maxReplyTokens(),
                config.temperature());
        return new CatalogueModel(
                new ModelEntry(
                        endpoint,
                        Set.of(),
                        Price.FREE,
                        config.contextTokens(),
                        Set.of(),
                        config.tools() ? Set.of(Capability.TOOLS) : Set.of(),
                        "",
                        ModelEntry.DEFAULT_MAX_CONCURRENT,
                        ModelEntry.DEFAULT_MAX_WAITING),
                true,
                SHORTCUT_KEY,
                key.isSet() ? CatalogueModel.Key.SET : CatalogueModel.Key.NONE);
    }

    private static CatalogueModel model(EntryConfig config, ModelConfig usual, Secret key) {
        ModelsConfig.Waits waits = config.waits(usual);
        var endpoint = new ModelEndpoint(
                config.name(),
                URI.create(config.address()),
                key.value(),
                Objects.requireNonNull(config.model(), "checked when it was read"),
                waits.connect(),
                waits.firstToken(),
                waits.idle(),
                waits.total(),
                or(config.maxReplyTokens(), usual.maxReplyTokens()),
                or(config.temperature(), usual.temperature()));
        var entry = new ModelEntry(
                endpoint,
                Set.copyOf(orNone(config.tags())),
                config.price() == null
                        ? Price.FREE
                        : new Price(config.price().input(), config.price().output()),
                or(config.contextTokens(), ModelEntry.DEFAULT_CONTEXT_TOKENS),
                Set.copyOf(orNone(config.languages())),
                orNone(config.capabilities()).stream()
                        .map(word -> Capability.valueOf(constant(word)))
                        .collect(Collectors.toUnmodifiableSet()),
                config.tokenizerUsed(),
                or(config.maxConcurrent(), ModelEntry.DEFAULT_MAX_CONCURRENT),
                or(config.maxWaiting(), ModelEntry.DEFAULT_MAX_WAITING));
        String variable = config.keyVariable();
        return new CatalogueModel(
                entry,
                false,
                variable,
                variable.isEmpty()
                        ? CatalogueModel.Key.NONE
                        : key.isSet() ? CatalogueModel.Key.SET : CatalogueModel.Key.MISSING);
    }

    private static RoutingSettings routing(ModelsConfig config) {
        RoutingConfig routing = config.routing();
        BudgetConfig budget = config.budget();
        return new RoutingSettings(
                config.routes().stream().map(ModelCatalogue::route).toList(),
                routing.firstWordsBudget(),
                new RoutingSettings.Breaker(
                        routing.breaker().failureShare(),
                        routing.breaker().leastCalls(),
                        routing.breaker().window(),
                        routing.breaker().firstCooldown(),
                        routing.breaker().longestCooldown(),
                        routing.breaker().jitterShare()),
                new RoutingSettings.Hedge(
                        routing.hedge().enabled(), routing.hedge().mostShare()),
                new RoutingSettings.Budget(
                        budget.currency(),
                        budget.tokensPerDay(),
                        nanos(budget.costPerDay()),
                        budget.tokensPerLearnerPerDay(),
                        nanos(budget.costPerLearnerPerDay())));
    }

    private static Route route(RouteConfig config) {
        return new Route(
                orNone(config.purposes()).stream()
                        .map(word -> Purpose.valueOf(constant(word)))
                        .collect(Collectors.toUnmodifiableSet()),
                Set.copyOf(orNone(config.languages())),
                Set.copyOf(orNone(config.courses())),
                config.strategy() == null
                        ? Route.Strategy.ORDERED
                        : Route.Strategy.valueOf(constant(config.strategy())),
                config.sticky() != null && config.sticky(),
                config.deadline() == null ? Route.DEFAULT_DEADLINE : config.deadline(),
                config.candidates().stream()
                        .map(candidate -> new Route.Candidate(candidate.model(), or(candidate.weight(), 1)))
                        .toList());
    }

    /** Billionths, rounded up: a limit that is written is never taken for none. */
    private static long nanos(BigDecimal amount) {
        return amount.movePointRight(9).setScale(0, RoundingMode.CEILING).longValueExact();
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static <T> T or(@Nullable T own, T usual) {
        return own == null ? usual : own;
    }
}
