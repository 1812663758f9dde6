package parley.api.ops;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.logging.ThrownAt;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.routing.ModelStatus;
import parley.tutor.models.routing.RoutingSettings.Budget;
import parley.tutor.models.routing.SpendLedger;
import parley.tutor.models.routing.SpendLedger.Spent;

/**
 * Where the state of the models is read from, for pages and metrics alike. Thread-safe; a reading may block on the store.
 *
 * @param catalogue in the order in which it is shown; empty without models
 * @param statuses what the router sees now
 * @param ledger what was spent, or null without models
 */
public record ModelWatch(
        List<ModelEntry> catalogue,
        Supplier<List<ModelStatus>> statuses,
        Budget budget,
        @Nullable SpendLedger ledger,
        Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);

    public ModelWatch {
        catalogue = List.copyOf(catalogue);
    }

    /** The watch over an installation without models. */
    public static ModelWatch ofNothing(Clock clock) {
        return new ModelWatch(List.of(), List::of, Budget.UNLIMITED, null, clock);
    }

    /**
     * All of it at one moment.
     *
     * @param day the day of UTC that budgets count
     * @param spent of all models together, or null while the store cannot be read
     */
    public record Reading(
            Instant at, LocalDate day, @Nullable Spent spent, List<Watched> models) {}

    /**
     * One model at that moment.
     *
     * @param status null before the router knows of it
     * @param spent on that day, or null while the store cannot be read
     */
    public record Watched(
            ModelEntry entry,
            @Nullable ModelStatus status,
            @Nullable Spent spent) {}

    /** Reads everything once. */
    public Reading read() {
        Instant now = clock.instant();
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Map<String, ModelStatus> known = new HashMap<>();
        statuses.get().forEach(status -> known.put(status.model(), status));
        return new Reading(
                now,
                day,
                spent(day, null),
                catalogue.stream()
                        .map(entry -> new Watched(entry, known.get(entry.name()), spent(day, entry.name())))
                        .toList());
    }

    private @Nullable Spent spent(LocalDate day, @Nullable String model) {
        if (ledger == null) {
            return Spent.NOTHING;
        }
        try {
            return ledger.spent(day, null, model);
        } catch (RuntimeException e) {
            // The page then says so; health is shown all the same.
            LOG.warn("What was spent cannot be read: {}", new ThrownAt(e));
            return null;
        }
    }
}
