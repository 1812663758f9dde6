package parley.tutor.models.routing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.Cost;
import parley.tutor.models.Usage;

/**
 * Who spent how much on models on which day. Survives a restart when it is kept in a store. Thread-safe; calls may block
 * on the store, and throw {@link LedgerUnavailable} when it fails.
 */
public interface SpendLedger {
    /**
     * Reserves what a call may take, if the limits allow it; atomic over all threads and nodes.
     *
     * @return the reservation, or the refusal
     */
    Reserved reserve(
            LocalDate day, String learner, String model, long tokens, Cost cost, RoutingSettings.Budget limits);

    /** Replaces a reservation by what the call really took; 0 and {@link Cost#NONE} give it back. At most once each. */
    void settle(Reservation reservation, long tokens, Cost cost);

    /** Notes what a call took for which nothing was reserved, since nothing is limited. */
    void spend(LocalDate day, String learner, String model, long tokens, Cost cost);

    /**
     * What was spent or is reserved.
     *
     * @param learner whose, or null for everybody's; the installation's own is the empty one's
     * @param model on which model, or null for all
     */
    Spent spent(LocalDate day, @Nullable String learner, @Nullable String model);

    /** An answer to {@link #reserve}. */
    sealed interface Reserved {
        record Granted(Reservation reservation) implements Reserved {}

        /** A limit is reached; {@code reason} names it in one line. */
        record Refused(String reason) implements Reserved {}
    }

    /** What was set aside for one call. */
    record Reservation(String id, LocalDate day, String learner, String model, long tokens, Cost cost) {}

    /** A sum, at most {@link Long#MAX_VALUE} of each. */
    record Spent(long tokens, Cost cost) {
        public static final Spent NOTHING = new Spent(0, Cost.NONE);

        public Spent plus(Spent other) {
            return new Spent(Usage.sum(tokens, other.tokens), cost.plus(other.cost));
        }
    }
}
