package parley.tutor.models.routing;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.ModelFault;

/** A model of the catalogue with all that is known of it now. Thread-safe. */
final class LiveModel {
    private final ModelEntry entry;
    private final LanguageModel model;
    private final EndpointHealth health;
    private final RecentFirstTokens times = new RecentFirstTokens();
    private final Places places;

    LiveModel(ModelRouter.Wired wired, RoutingSettings.Breaker breaker, DoubleSupplier lot) {
        this.entry = wired.entry();
        this.model = wired.model();
        this.health = new EndpointHealth(breaker, lot);
        this.places = new Places(entry.maxConcurrent(), entry.maxWaiting());
    }

    String name() {
        return entry.name();
    }

    ModelEntry entry() {
        return entry;
    }

    LanguageModel model() {
        return model;
    }

    EndpointHealth health() {
        return health;
    }

    RecentFirstTokens times() {
        return times;
    }

    Places places() {
        return places;
    }

    CandidateOrder.Known known(long now) {
        return new CandidateOrder.Known(
                entry.price(), times.observed(now), health.view(now).failures());
    }

    /** Why it is not asked while its breaker is open. */
    ModelFault cooling(long now) {
        EndpointHealth.View view = health.view(now);
        ModelFault last = view.lastFault();
        String since = last == null ? "its failures" : last.reason();
        return ModelFault.of(
                last == null ? ModelFault.Kind.OVERLOADED : last.kind(),
                view.coolsFor().isZero()
                        ? "it is being tried again after: " + since
                        : "it is left alone for " + Math.max(1, round(view.coolsFor())) + " s more after: " + since);
    }

    private static long round(Duration wait) {
        return wait.plusMillis(500).toSeconds();
    }
}
