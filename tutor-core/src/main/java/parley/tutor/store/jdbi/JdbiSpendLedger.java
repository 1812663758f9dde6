package parley.tutor.store.jdbi;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.Cost;
import parley.tutor.models.routing.LedgerUnavailable;
import parley.tutor.models.routing.RoutingSettings;
import parley.tutor.models.routing.SpendLedger;

/**
 * What models cost, in the database, so that a budget holds over restarts and over nodes. Thread-safe.
 *
 * <p>Who reserves first raises the row of the day's sum and so waits for the one before: no two calls get the same last
 * tokens. A reservation that nobody settles counts as spent for {@link #EXPIRES_AFTER}, then not at all; its call can no
 * longer be under way. A day's rows stay for the operator's accounts. No sum passes {@link Long#MAX_VALUE}. An interrupt
 * that the store takes for a failure of its own stays set.
 */
final class JdbiSpendLedger implements SpendLedger {
    /** More than any call takes from the wait for its place to the end of its answer. */
    static final Duration EXPIRES_AFTER = Duration.ofMinutes(15);

    /** The model of the row that sums a day up; a model of the catalogue has a name. */
    private static final String ALL = "";

    private static final long PART = 1_000_000_000;

    private final Jdbi writer;
    private final Jdbi reader;
    private final Clock clock;

    JdbiSpendLedger(Jdbi writer, Jdbi reader, Clock clock) {
        this.writer = writer;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public Reserved reserve(
            LocalDate day, String learner, String model, long tokens, Cost cost, RoutingSettings.Budget limits) {
        var reservation = new Reservation(UUID.randomUUID().toString(), day, learner, model, tokens, cost);
        long now = clock.millis();
        try {
            return writer.inTransaction(handle -> {
                add(handle, day, ALL, ALL, 0, Cost.NONE);
                handle.execute("DELETE FROM model_reservations WHERE expires_ms <= ?", now);
                Optional<String> refusal = limits.refuses(
                        spent(handle, day, null, null, now),
                        spent(handle, day, learner, null, now),
                        learner,
                        tokens,
                        cost);
                if (refusal.isPresent()) {
                    return new Reserved.Refused(refusal.get());
                }
                handle.execute(
                        "INSERT INTO model_reservations (id, day, learner_id, model, tokens, cost_nanos, expires_ms)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        reservation.id(),
                        day.toString(),
                        learner,
                        model,
                        tokens,
                        cost.nanos(),
                        now + EXPIRES_AFTER.toMillis());
                return new Reserved.Granted(reservation);
            });
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void settle(Reservation reservation, long tokens, Cost cost) {
        write(handle -> {
            handle.execute("DELETE FROM model_reservations WHERE id = ?", reservation.id());
            addSpent(handle, reservation.day(), reservation.learner(), reservation.model(), tokens, cost);
        });
    }

    @Override
    public void spend(LocalDate day, String learner, String model, long tokens, Cost cost) {
        write(handle -> addSpent(handle, day, learner, model, tokens, cost));
    }

    @Override
    public Spent spent(LocalDate day, @Nullable String learner, @Nullable String model) {
        long now = clock.millis();
        try {
            return reader.inTransaction(handle -> spent(handle, day, learner, model, now));
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    private static void addSpent(Handle handle, LocalDate day, String learner, String model, long tokens, Cost cost) {
        if (tokens == 0 && cost.nanos() == 0) {
            return;
        }
        add(handle, day, ALL, ALL, tokens, cost);
        add(handle, day, learner, model, tokens, cost);
    }

    private static void add(Handle handle, LocalDate day, String learner, String model, long tokens, Cost cost) {
        handle.execute(
                "INSERT INTO model_spend (day, learner_id, model, tokens, cost_nanos) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (day, learner_id, model) DO UPDATE SET"
                        + " tokens = " + added("tokens") + ", cost_nanos = " + added("cost_nanos"),
                day.toString(),
                learner,
                model,
                tokens,
                cost.nanos());
    }

    /** The sum of what stands there and what comes, without SQLite's step to floating point where it is too large. */
    private static String added(String column) {
        return "CASE WHEN model_spend.%1$s > %2$d - excluded.%1$s THEN %2$d ELSE model_spend.%1$s + excluded.%1$s END"
                .formatted(column, Long.MAX_VALUE);
    }

    private static Spent spent(
            Handle handle, LocalDate day, @Nullable String learner, @Nullable String model, long now) {
        boolean all = learner == null && model == null;
        Spent spent = sum(
                handle,
                "model_spend",
                // The day's own row spares summing up all learners.
                all ? "AND model = ''" : "AND model <> ''",
                day,
                learner,
                model);
        return spent.plus(sum(handle, "model_reservations", "AND expires_ms > " + now, day, learner, model));
    }

    private static Spent sum(
            Handle handle, String table, String also, LocalDate day, @Nullable String learner, @Nullable String model) {
        var query = handle.createQuery("SELECT " + parts("tokens") + ", " + parts("cost_nanos") + " FROM " + table
                        + " WHERE day = :day "
                        + (learner == null ? "" : "AND learner_id = :learner ")
                        + (model == null ? "" : "AND model = :model ")
                        + also)
                .bind("day", day.toString());
        if (learner != null) {
            query.bind("learner", learner);
        }
        if (model != null) {
            query.bind("model", model);
        }
        return query.map((row, context) -> new Spent(whole(row, "tokens"), new Cost(whole(row, "cost_nanos"))))
                .one();
    }

    /** A sum in two parts, since SQLite fails at one that is too large. */
    private static String parts(String column) {
        return "COALESCE(SUM(%1$s / %2$d), 0) AS %1$s_high, COALESCE(SUM(%1$s %% %2$d), 0) AS %1$s_low"
                .formatted(column, PART);
    }

    private static long whole(ResultSet row, String column) throws SQLException {
        BigInteger sum = BigInteger.valueOf(row.getLong(column + "_high"))
                .multiply(BigInteger.valueOf(PART))
                .add(BigInteger.valueOf(row.getLong(column + "_low")));
        return sum.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    private void write(HandleConsumer<RuntimeException> work) {
        try {
            writer.useTransaction(work);
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    /** Jdbi's message may hold the statement's arguments: only the classes are kept. */
    private static LedgerUnavailable unavailable(RuntimeException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new LedgerUnavailable("What models cost cannot be read or written: "
                + deepest.getClass().getSimpleName());
    }
}
