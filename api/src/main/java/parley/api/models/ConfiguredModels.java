package parley.api.models;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.api.ops.ModelWatch;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.context.ContextFit;
import parley.tutor.models.context.PromptTokens;
import parley.tutor.models.context.jtokkit.PublishedTokenizers;
import parley.tutor.models.langchain4j.OpenAiCompatibleModel;
import parley.tutor.models.routing.Continuation;
import parley.tutor.models.routing.ModelRouter;
import parley.tutor.models.routing.SpendLedger;

/**
 * The models of the settings at work: an endpoint for each, and a router over them. Thread-safe. Closing it breaks the
 * streams that are under way; whatever they were wording falls back on the authored tutor.
 */
public final class ConfiguredModels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredModels.class);

    private final ModelCatalogue catalogue;
    private final Around around;
    private final List<OpenAiCompatibleModel> endpoints = new ArrayList<>();
    private final @Nullable ModelRouter router;

    /**
     * What the models need around them.
     *
     * @param continuation what a model is asked that goes on for another
     * @param listener hears of each request when it is over
     */
    public record Around(Clock clock, SpendLedger ledger, Continuation continuation, ModelAttempt.Listener listener) {}

    /** Opens no connection: each endpoint is connected to when it is asked. */
    public ConfiguredModels(ModelCatalogue catalogue, Around around) {
        this.catalogue = catalogue;
        this.around = around;
        var wired = new ArrayList<ModelRouter.Wired>();
        for (CatalogueModel model : catalogue.models()) {
            wired.add(new ModelRouter.Wired(model.entry(), model(model)));
        }
        this.router = wired.isEmpty() ? null : new ModelRouter(wired, catalogue.routing(), parts());
    }

    private LanguageModel model(CatalogueModel model) {
        if (model.key() == CatalogueModel.Key.MISSING) {
            LOG.warn(
                    "The model {} has no key: {} is not set; it is not asked until Parley is started with it",
                    model.name(),
                    model.keyVariable());
            return new KeylessModel(model);
        }
        var endpoint = new OpenAiCompatibleModel(model.entry().endpoint());
        endpoints.add(endpoint);
        return endpoint;
    }

    private ModelRouter.Parts parts() {
        var tokens = new PromptTokens(new PublishedTokenizers());
        return new ModelRouter.Parts(
                around.clock(),
                System::nanoTime,
                RandomGenerator.getDefault(),
                around.ledger(),
                around.continuation(),
                new ContextFit(tokens, ContextFit.DEFAULT_PAST_TOKENS),
                tokens,
                around.listener());
    }

    /** All of them as one; null when the settings name none. */
    public @Nullable LanguageModel model() {
        return router;
    }

    public ModelCatalogue catalogue() {
        return catalogue;
    }

    /** How they are doing, and what was spent on them. */
    public ModelWatch watch() {
        return new ModelWatch(
                catalogue.entries(),
                () -> router == null ? List.of() : router.status(),
                catalogue.routing().budget(),
                around.ledger(),
                around.clock());
    }

    @Override
    public void close() {
        endpoints.forEach(OpenAiCompatibleModel::close);
    }
}
