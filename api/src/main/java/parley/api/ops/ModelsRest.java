package parley.api.ops;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.api.ops.ModelWatch.Reading;
import parley.api.ops.ModelWatch.Watched;
import parley.tutor.models.Cost;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.ModelFault;
import parley.tutor.models.attempts.FirstTokenTimes;
import parley.tutor.models.attempts.Outcome;
import parley.tutor.models.attempts.RecentAttempts;
import parley.tutor.models.routing.ModelStatus;
import parley.tutor.models.routing.RoutingSettings.Budget;
import parley.tutor.models.routing.SpendLedger.Spent;

/**
 * What {@code GET /api/ops/models} tells: the health of each model, how soon first words came, what was spent, and the
 * last attempts with why each failed. Holds no key, no address beyond scheme, host and port, and nothing that was said.
 * Thread-safe.
 */
public final class ModelsRest {
    private final ModelWatch watch;
    private final RecentAttempts recent;
    private final FirstTokenTimes firstTokens;

    public ModelsRest(ModelWatch watch, RecentAttempts recent, FirstTokenTimes firstTokens) {
        this.watch = watch;
        this.recent = recent;
        this.firstTokens = firstTokens;
    }

    /**
     * The whole answer.
     *
     * @param firstToken the histogram's buckets, which those of each model share
     * @param attempts newest first
     */
    record Models(Instant at, Spend spend, List<ModelView> models, Histogram firstToken, List<AttemptView> attempts) {}

    /**
     * What was spent on the day of UTC, and what may be.
     *
     * @param tokens null while the store cannot be read, as {@code cost}
     * @param budget null when there is none
     */
    record Spend(
            LocalDate day,
            String currency,
            @Nullable Long tokens,
            @Nullable BigDecimal cost,
            @Nullable BudgetView budget) {}

    /** Limits, each null when there is none. */
    record BudgetView(
            @Nullable Long tokensPerDay,
            @Nullable BigDecimal costPerDay,
            @Nullable Long tokensPerLearnerPerDay,
            @Nullable BigDecimal costPerLearnerPerDay) {}

    /**
     * One model.
     *
     * @param breaker {@code closed}, {@code open} or {@code half_open}; {@code unknown} before the router knows of it
     * @param calls attempts within the breaker's window, {@code failures} of which count against it
     * @param lastFault why it failed last, one line in English; {@code lastFaultKind} is the kind of that
     * @param firstTokens how many first words came in each bucket since the start
     */
    record ModelView(
            String name,
            String endpointModel,
            String origin,
            List<String> tags,
            String breaker,
            int inFlight,
            int waiting,
            int maxConcurrent,
            int maxWaiting,
            int calls,
            int failures,
            @Nullable Instant coolsUntil,
            @Nullable String lastFault,
            @Nullable String lastFaultKind,
            @Nullable Long firstTokenP50Ms,
            @Nullable Long firstTokenP95Ms,
            BigDecimal inputPerMillion,
            BigDecimal outputPerMillion,
            @Nullable Long tokensToday,
            @Nullable BigDecimal costToday,
            List<Long> firstTokens) {}

    /** Upper ends of the buckets in milliseconds; {@code counts} of all models has one more, without an end. */
    record Histogram(List<Long> boundsMs, List<Long> counts) {}

    /**
     * One attempt.
     *
     * @param number counted from 1 since the start
     * @param outcome {@code done}, {@code cancelled} or the kind of the fault
     * @param usageReported whether the endpoint told the tokens; otherwise they were counted here
     * @param fault why it failed, one line; null when it did not
     */
    record AttemptView(
            long number,
            long call,
            Instant at,
            String conversation,
            String purpose,
            String model,
            String reason,
            String reached,
            String outcome,
            long queuedMs,
            @Nullable Long firstTokenMs,
            long totalMs,
            double tokensPerSecond,
            long promptTokens,
            long completionTokens,
            boolean usageReported,
            BigDecimal cost,
            @Nullable String fault,
            @Nullable Long retryAfterMs) {}

    /** {@code GET /api/ops/models}. */
    public Object models() {
        Reading reading = watch.read();
        List<ModelView> models = reading.models().stream().map(this::model).toList();
        return new Models(
                reading.at(),
                spend(reading),
                models,
                new Histogram(
                        FirstTokenTimes.BOUNDS.stream().map(Duration::toMillis).toList(), sum(models)),
                recent.newestFirst().stream().map(ModelsRest::attempt).toList());
    }

    private Spend spend(Reading reading) {
        Spent spent = reading.spent();
        return new Spend(
                reading.day(),
                watch.budget().currency(),
                spent == null ? null : spent.tokens(),
                spent == null ? null : amount(spent.cost()),
                budget(watch.budget()));
    }

    private static @Nullable BudgetView budget(Budget budget) {
        return budget.limited()
                ? new BudgetView(
                        tokens(budget.tokensPerDay()),
                        money(budget.costPerDayNanos()),
                        tokens(budget.tokensPerLearnerPerDay()),
                        money(budget.costPerLearnerPerDayNanos()))
                : null;
    }

    private static @Nullable Long tokens(long limit) {
        return limit > 0 ? limit : null;
    }

    private static @Nullable BigDecimal money(long nanos) {
        return nanos > 0 ? amount(new Cost(nanos)) : null;
    }

    private static BigDecimal amount(Cost cost) {
        return cost.amount();
    }

    private ModelView model(Watched watched) {
        ModelEntry entry = watched.entry();
        ModelStatus status = watched.status();
        ModelFault fault = status == null ? null : status.lastFault();
        Spent spent = watched.spent();
        return new ModelView(
                entry.name(),
                entry.endpoint().model(),
                entry.endpoint().origin(),
                entry.tags().stream().sorted().toList(),
                status == null ? "unknown" : status.breaker().name().toLowerCase(Locale.ROOT),
                status == null ? 0 : status.inFlight(),
                status == null ? 0 : status.waiting(),
                entry.maxConcurrent(),
                entry.maxWaiting(),
                status == null ? 0 : status.calls(),
                status == null ? 0 : status.failures(),
                status == null ? null : status.coolsUntil(),
                fault == null ? null : fault.reason(),
                fault == null ? null : fault.kind().word(),
                status == null ? null : millis(status.firstTokenP50()),
                status == null ? null : millis(status.firstTokenP95()),
                entry.price().inputPerMillion(),
                entry.price().outputPerMillion(),
                spent == null ? null : spent.tokens(),
                spent == null ? null : amount(spent.cost()),
                firstTokens.counts(entry.name()));
    }

    private static List<Long> sum(List<ModelView> models) {
        List<Long> sum = new ArrayList<>(Collections.nCopies(FirstTokenTimes.BOUNDS.size() + 1, 0L));
        for (ModelView model : models) {
            for (int i = 0; i < sum.size(); i++) {
                sum.set(i, sum.get(i) + model.firstTokens().get(i));
            }
        }
        return sum;
    }

    private static AttemptView attempt(RecentAttempts.Numbered numbered) {
        ModelAttempt attempt = numbered.attempt();
        ModelFault fault = attempt.fault();
        return new AttemptView(
                numbered.number(),
                attempt.call(),
                attempt.startedAt(),
                attempt.conversation(),
                attempt.purpose().word(),
                attempt.model(),
                attempt.reason().word(),
                attempt.reached().word(),
                Outcome.of(attempt),
                attempt.queued().toMillis(),
                millis(attempt.firstToken()),
                attempt.total().toMillis(),
                Math.round(attempt.tokensPerSecond() * 10) / 10.0,
                attempt.usage().promptTokens(),
                attempt.usage().completionTokens(),
                attempt.usage().reported(),
                amount(attempt.cost()),
                fault == null ? null : fault.reason(),
                fault == null ? null : millis(fault.retryAfter()));
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
