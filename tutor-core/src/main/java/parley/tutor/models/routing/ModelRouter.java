package parley.tutor.models.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.context.MessageFit;
import parley.tutor.models.context.PromptTokens;

/**
 * A language model that is several: each call goes to a model of its route, and to the next when that fails. Thread-safe.
 *
 * <p>A failure that leaves it is the last candidate's, or that no budget is left; then the authored tutor speaks. See
 * {@link RoutingSettings} for what is counted and how long is waited, and {@link Relay} for how several answers become
 * one. An interrupt stops the call at any point and is nobody's failure. Each request is reported to the listener once,
 * as is one that was not let through because its endpoint is busy or the budget is spent.
 */
public final class ModelRouter implements LanguageModel {
    static final String NAME = "router";

    private final RoutingSettings settings;
    private final Parts parts;
    private final Map<String, LiveModel> models = new LinkedHashMap<>();
    private final RouteTable routes;
    private final CandidateOrder order;
    private final StickyModels sticky = new StickyModels(StickyModels.MOST);
    private final HedgeShare hedges;
    private final AtomicLong calls = new AtomicLong();

    /** A model of the catalogue, ready to be asked. */
    public record Wired(ModelEntry entry, LanguageModel model) {}

    /**
     * What a router needs around it.
     *
     * @param nanos a monotonic clock, such as {@code System::nanoTime}
     * @param random draws lots for weights and jitter
     * @param fit cuts prompts to a model's window
     * @param tokens counts what is reserved in the budget, and what an endpoint does not report
     * @param listener hears of each request when it is over
     */
    public record Parts(
            Clock clock,
            LongSupplier nanos,
            RandomGenerator random,
            SpendLedger ledger,
            Continuation continuation,
            MessageFit fit,
            PromptTokens tokens,
            ModelAttempt.Listener listener) {}

    /**
     * Wires a router.
     *
     * @param models the catalogue, at least one, each name once
     * @throws IllegalArgumentException when a route names a model that is not among them
     */
    public ModelRouter(List<Wired> models, RoutingSettings settings, Parts parts) {
        if (models.isEmpty()) {
            throw new IllegalArgumentException("A router has at least one model");
        }
        this.settings = settings;
        this.parts = parts;
        DoubleSupplier lot = () -> {
            synchronized (parts.random()) {
                return parts.random().nextDouble();
            }
        };
        for (Wired wired : models) {
            LiveModel before = this.models.put(wired.entry().name(), new LiveModel(wired, settings.breaker(), lot));
            if (before != null) {
                throw new IllegalArgumentException("The catalogue names the model " + before.name() + " twice");
            }
        }
        this.routes = new RouteTable(
                settings.routes(), models.stream().map(Wired::entry).toList());
        this.order = new CandidateOrder(lot);
        this.hedges = new HedgeShare(settings.hedge().mostShare());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration firstTextWithin() {
        return settings.firstWordsBudget();
    }

    @Override
    public StreamEnd stream(ModelCall call, TextSink sink) throws InterruptedException {
        RouteTable.Found found = routes.find(call);
        List<LiveModel> candidates = candidates(found, call);
        var routed = new RoutedCall(
                parts, settings, hedges, call, calls.incrementAndGet(), models, candidates, new Relay(sink));
        StreamEnd end = routed.run();
        if (end instanceof StreamEnd.Done done && found.route().sticky()) {
            sticky.answered(found.place(), call.caller().conversation(), done.model());
        }
        return end;
    }

    /** How each model of the catalogue is doing, in its order. */
    public List<ModelStatus> status() {
        return models.values().stream().map(this::status).toList();
    }

    private List<LiveModel> candidates(RouteTable.Found found, ModelCall call) {
        long now = parts.nanos().getAsLong();
        List<LiveModel> candidates = new ArrayList<>();
        for (String name : order.of(found.route(), name -> model(name).known(now))) {
            candidates.add(model(name));
        }
        String last =
                found.route().sticky() ? sticky.of(found.place(), call.caller().conversation()) : null;
        LiveModel stays = last == null ? null : models.get(last);
        if (stays != null && stays.health().closed() && candidates.remove(stays)) {
            candidates.addFirst(stays);
        }
        return candidates;
    }

    private LiveModel model(String name) {
        return Objects.requireNonNull(models.get(name), name);
    }

    private ModelStatus status(LiveModel live) {
        long now = parts.nanos().getAsLong();
        EndpointHealth.View view = live.health().view(now);
        RecentFirstTokens.Observed observed = live.times().observed(now);
        return new ModelStatus(
                live.name(),
                view.breaker(),
                live.places().taken(),
                live.places().waiting(),
                view.calls(),
                view.failures(),
                coolsUntil(view.coolsFor()),
                view.lastFault(),
                observed == null ? null : observed.p50(),
                observed == null ? null : observed.p95());
    }

    private @Nullable Instant coolsUntil(Duration coolsFor) {
        return coolsFor.isZero() ? null : parts.clock().instant().plus(coolsFor);
    }
}
