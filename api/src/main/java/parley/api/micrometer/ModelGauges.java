package parley.api.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import parley.api.ops.ModelWatch;
import parley.api.ops.ModelWatch.Reading;
import parley.api.ops.ModelWatch.Watched;
import parley.tutor.models.Cost;
import parley.tutor.models.routing.ModelStatus;
import parley.tutor.models.routing.RoutingSettings.Budget;
import parley.tutor.models.routing.SpendLedger.Spent;

/**
 * The state of the models as gauges, read once for each scrape, so that the numbers of one scrape belong together.
 * Thread-safe.
 */
final class ModelGauges {
    private final ModelWatch watch;
    private final ReentrantLock lock = new ReentrantLock();
    private final MultiGauge breaker;
    private final MultiGauge inFlight;
    private final MultiGauge waiting;
    private final MultiGauge modelTokens;
    private final MultiGauge modelCost;
    private final MultiGauge tokens;
    private final MultiGauge cost;
    private final MultiGauge tokenBudget;
    private final MultiGauge costBudget;

    ModelGauges(MeterRegistry registry, ModelWatch watch) {
        this.watch = watch;
        this.breaker = gauge(registry, "parley.model.breaker", "1 for the state that a model's breaker is in");
        this.inFlight = gauge(registry, "parley.model.in_flight", "Requests that a model is answering");
        this.waiting = gauge(registry, "parley.model.waiting", "Calls that wait for their turn at a model");
        this.modelTokens = gauge(registry, "parley.model.spend.today.tokens", "Tokens of a model, this day of UTC");
        this.modelCost = gauge(registry, "parley.model.spend.today.cost", "Cost of a model, this day of UTC");
        this.tokens = gauge(registry, "parley.spend.today.tokens", "Tokens of all models, this day of UTC");
        this.cost = gauge(registry, "parley.spend.today.cost", "Cost of all models, this day of UTC");
        this.tokenBudget = gauge(registry, "parley.budget.day.tokens", "Tokens that may be used in a day");
        this.costBudget = gauge(registry, "parley.budget.day.cost", "What may be spent in a day");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    void refresh() {
        Reading reading = watch.read();
        lock.lock();
        try {
            show(reading);
        } finally {
            lock.unlock();
        }
    }

    private void show(Reading reading) {
        Budget budget = watch.budget();
        Tags money = Tags.of("currency", budget.currency());
        List<Row<?>> states = new ArrayList<>();
        List<Row<?>> answering = new ArrayList<>();
        List<Row<?>> queued = new ArrayList<>();
        List<Row<?>> tokensOfModels = new ArrayList<>();
        List<Row<?>> costOfModels = new ArrayList<>();
        for (Watched watched : reading.models()) {
            Tags model = Tags.of("model", watched.entry().name());
            ModelStatus status = watched.status();
            if (status != null) {
                for (ModelStatus.Breaker state : ModelStatus.Breaker.values()) {
                    states.add(Row.of(
                            model.and("state", state.name().toLowerCase(Locale.ROOT)),
                            status.breaker() == state ? 1 : 0));
                }
                answering.add(Row.of(model, status.inFlight()));
                queued.add(Row.of(model, status.waiting()));
            }
            Spent spent = watched.spent();
            if (spent != null) {
                tokensOfModels.add(Row.of(model, spent.tokens()));
                costOfModels.add(Row.of(model.and(money), amount(spent.cost())));
            }
        }
        breaker.register(states, true);
        inFlight.register(answering, true);
        waiting.register(queued, true);
        modelTokens.register(tokensOfModels, true);
        modelCost.register(costOfModels, true);
        Spent spent = reading.spent();
        tokens.register(spent == null ? List.of() : List.of(Row.of(Tags.empty(), spent.tokens())), true);
        cost.register(spent == null ? List.of() : List.of(Row.of(money, amount(spent.cost()))), true);
        tokenBudget.register(
                budget.tokensPerDay() > 0 ? List.of(Row.of(Tags.empty(), budget.tokensPerDay())) : List.of(), true);
        costBudget.register(
                budget.costPerDayNanos() > 0
                        ? List.of(Row.of(money, amount(new Cost(budget.costPerDayNanos()))))
                        : List.of(),
                true);
    }

    private static double amount(Cost cost) {
        return cost.amount().doubleValue();
    }
}
