package parley.tutor.store.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.tutor.models.Cost;
import parley.tutor.models.routing.LedgerUnavailable;
import parley.tutor.models.routing.RoutingSettings.Budget;
import parley.tutor.models.routing.SpendLedger;
import parley.tutor.models.routing.SpendLedger.Reservation;
import parley.tutor.models.routing.SpendLedger.Reserved;
import parley.tutor.models.routing.SpendLedger.Spent;

class JdbiSpendLedgerTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final Budget THOUSAND_FOR_ALL = new Budget("USD", 1_000, 0, 600, 0);

    @TempDir
    private Path folder;

    private SqliteStore store;
    private SpendLedger ledger;

    @BeforeEach
    void open() throws Exception {
        store = SqliteStore.open(folder);
        ledger = store.spend(at(NOON));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    private static Reservation granted(Reserved reserved) {
        assertThat(reserved).isInstanceOf(Reserved.Granted.class);
        return ((Reserved.Granted) reserved).reservation();
    }

    private Reserved reserve(String learner, long tokens) {
        return ledger.reserve(TODAY, learner, "model", tokens, new Cost(tokens * 10), THOUSAND_FOR_ALL);
    }

    @Test
    void reservationsCountUntilTheyAreSettledByWhatWasSpent() {
        Reservation ada = granted(reserve("ada", 500));
        assertThat(ledger.spent(TODAY, null, null)).isEqualTo(new Spent(500, new Cost(5_000)));

        ledger.settle(ada, 120, new Cost(1_200));

        assertThat(ledger.spent(TODAY, null, null)).isEqualTo(new Spent(120, new Cost(1_200)));
        assertThat(ledger.spent(TODAY, "ada", "model")).isEqualTo(new Spent(120, new Cost(1_200)));
        assertThat(ledger.spent(TODAY, null, "other")).isEqualTo(Spent.NOTHING);
        assertThat(ledger.spent(TODAY.plusDays(1), null, null)).isEqualTo(Spent.NOTHING);
    }

    @Test
    void eachLimitRefusesAndSaysWhich() {
        granted(reserve("ada", 500));
        assertThat(reserve("ada", 200))
                .isInstanceOfSatisfying(
                        Reserved.Refused.class,
                        refused -> assertThat(refused.reason()).contains("each learner", "600"));
        granted(reserve("ben", 400));
        assertThat(reserve("eve", 101))
                .isInstanceOfSatisfying(
                        Reserved.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("1000 tokens")
                                .doesNotContain("learner"));
        granted(reserve("eve", 100));
    }

    @Test
    void theInstallationsOwnWorkHasNoLearnersLimit() {
        granted(reserve("", 900));
    }

    @Test
    void moneyIsALimitToo() {
        Budget cent = new Budget("EUR", 0, 0, 0, 10_000_000);
        granted(ledger.reserve(TODAY, "ada", "model", 1, new Cost(9_000_000), cent));
        assertThat(ledger.reserve(TODAY, "ada", "model", 1, new Cost(2_000_000), cent))
                .isInstanceOfSatisfying(
                        Reserved.Refused.class,
                        refused -> assertThat(refused.reason()).contains("0.01 EUR"));
    }

    /** What a process had reserved when it died must neither be lost at once nor be kept for ever. */
    @Test
    void anUnsettledReservationOutlivesItsProcessAndThenExpires() throws Exception {
        granted(reserve("ada", 500));
        ledger.spend(TODAY, "ada", "model", 7, Cost.NONE);
        store.close();

        store = SqliteStore.open(folder);
        ledger = store.spend(at(NOON.plus(JdbiSpendLedger.EXPIRES_AFTER).minusMillis(1)));
        assertThat(ledger.spent(TODAY, "ada", null).tokens()).isEqualTo(507);
        assertThat(reserve("ada", 200)).isInstanceOf(Reserved.Refused.class);

        ledger = store.spend(at(NOON.plus(JdbiSpendLedger.EXPIRES_AFTER)));
        assertThat(ledger.spent(TODAY, "ada", null).tokens()).isEqualTo(7);
        granted(reserve("ada", 200));
    }

    @Test
    void theLastTokensGoToOneOnly() throws Exception {
        var granted = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String learner = "learner-" + i;
            threads.add(Thread.ofVirtual().start(() -> {
                if (reserve(learner, 300) instanceof Reserved.Granted) {
                    granted.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        }
        assertThat(granted).hasValue(3);
    }

    @Test
    void absurdSumsStayAbsurdAndReadable() {
        for (int i = 0; i < 3; i++) {
            ledger.spend(TODAY, "ada", "model", Long.MAX_VALUE, new Cost(Long.MAX_VALUE));
            ledger.spend(TODAY, "ben", "model", Long.MAX_VALUE, new Cost(Long.MAX_VALUE));
        }
        var most = new Spent(Long.MAX_VALUE, new Cost(Long.MAX_VALUE));
        assertThat(ledger.spent(TODAY, null, null)).isEqualTo(most);
        assertThat(ledger.spent(TODAY, null, "model")).isEqualTo(most);
        assertThat(ledger.spent(TODAY, "ada", null)).isEqualTo(most);
        assertThat(reserve("ada", 1)).isInstanceOf(Reserved.Refused.class);
    }

    @Test
    void anInterruptIsNotLostInTheStore() {
        // As a pool fails whose connection is awaited.
        Jdbi interrupted = Jdbi.create(() -> {
            throw new SQLException("interrupted during connection acquisition", new InterruptedException());
        });
        ledger = new JdbiSpendLedger(interrupted, interrupted, at(NOON));

        assertThatThrownBy(() -> reserve("ada", 1)).isInstanceOf(LedgerUnavailable.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aStoreThatFailsSaysSoWithoutNamingAnybody() {
        store.close();
        assertThatThrownBy(() -> reserve("ada", 1))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageNotContaining("ada")
                .hasNoCause();
    }
}
