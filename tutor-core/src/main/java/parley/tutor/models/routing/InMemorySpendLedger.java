package parley.tutor.models.routing;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.Cost;

/**
 * A ledger that forgets with its process: for installations without a store, and for tests. Keeps the last
 * {@value #MOST_DAYS} days. Thread-safe.
 */
public final class InMemorySpendLedger implements SpendLedger {
    static final int MOST_DAYS = 3;

    private final TreeMap<LocalDate, Map<Payer, Spent>> days = new TreeMap<>();
    private final Map<String, Reservation> reservations = new HashMap<>();
    private long ids;

    @Override
    public synchronized Reserved reserve(
            LocalDate day, String learner, String model, long tokens, Cost cost, RoutingSettings.Budget limits) {
        Optional<String> refusal =
                limits.refuses(spent(day, null, null), spent(day, learner, null), learner, tokens, cost);
        if (refusal.isPresent()) {
            return new Reserved.Refused(refusal.get());
        }
        ids++;
        var reservation = new Reservation(String.valueOf(ids), day, learner, model, tokens, cost);
        reservations.put(reservation.id(), reservation);
        return new Reserved.Granted(reservation);
    }

    @Override
    public synchronized void settle(Reservation reservation, long tokens, Cost cost) {
        if (reservations.remove(reservation.id()) != null) {
            spend(reservation.day(), reservation.learner(), reservation.model(), tokens, cost);
        }
    }

    @Override
    public synchronized void spend(LocalDate day, String learner, String model, long tokens, Cost cost) {
        days.computeIfAbsent(day, d -> new HashMap<>())
                .merge(new Payer(learner, model), new Spent(tokens, cost), Spent::plus);
        while (days.size() > MOST_DAYS) {
            days.pollFirstEntry();
        }
    }

    @Override
    public synchronized Spent spent(LocalDate day, @Nullable String learner, @Nullable String model) {
        Spent sum = Spent.NOTHING;
        for (var each : days.getOrDefault(day, Map.of()).entrySet()) {
            Payer payer = each.getKey();
            if ((learner == null || learner.equals(payer.learner()))
                    && (model == null || model.equals(payer.model()))) {
                sum = sum.plus(each.getValue());
            }
        }
        for (Reservation each : reservations.values()) {
            if (each.day().equals(day)
                    && (learner == null || learner.equals(each.learner()))
                    && (model == null || model.equals(each.model()))) {
                sum = sum.plus(new Spent(each.tokens(), each.cost()));
            }
        }
        return sum;
    }

    /** Reservations that are not settled yet. */
    synchronized int open() {
        return reservations.size();
    }

    private record Payer(String learner, String model) {}
}
