package parley.api.ops;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import parley.tutor.models.Cost;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelAttempt.Reached;
import parley.tutor.models.ModelAttempt.Reason;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.ModelFault;
import parley.tutor.models.Price;
import parley.tutor.models.Purpose;
import parley.tutor.models.Usage;
import parley.tutor.models.routing.InMemorySpendLedger;
import parley.tutor.models.routing.ModelStatus;
import parley.tutor.models.routing.RoutingSettings.Budget;
import parley.tutor.models.routing.SpendLedger;

/** Two models, one of which is left alone, as a router would show them. */
public final class SeenModels {
    public static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    public static final ModelEntry FAST = entry("fast", "https://api.deepseek.com/secret-path/v1");
    public static final ModelEntry LOCAL = entry("local", "http://127.0.0.1:11434/v1");

    private SeenModels() {}

    private static ModelEntry entry(String name, String url) {
        return new ModelEntry(
                ModelEndpoint.of(name, URI.create(url), "sk-secret", name + "-7b"),
                Set.of("hosted"),
                new Price(new BigDecimal("0.15"), new BigDecimal("0.60")),
                8_192,
                Set.of(),
                Set.of(),
                "",
                4,
                8);
    }

    public static ModelWatch watch() {
        return new ModelWatch(
                List.of(FAST, LOCAL),
                () -> List.of(
                        new ModelStatus(
                                "fast",
                                ModelStatus.Breaker.CLOSED,
                                2,
                                1,
                                9,
                                0,
                                null,
                                null,
                                Duration.ofMillis(240),
                                Duration.ofMillis(900)),
                        new ModelStatus(
                                "local",
                                ModelStatus.Breaker.OPEN,
                                0,
                                0,
                                6,
                                4,
                                NOW.plusSeconds(12),
                                ModelFault.of(ModelFault.Kind.UNREACHABLE, "Nothing listens at http://127.0.0.1:11434"),
                                null,
                                null)),
                new Budget("USD", 0, 2_000_000_000L, 50_000, 0),
                ledger(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    public static ModelAttempt answered(long call) {
        return new ModelAttempt(
                call,
                "conversation-1",
                Purpose.CHAT,
                "fast",
                "fast-7b",
                Reason.FIRST,
                Reached.DONE,
                NOW,
                Duration.ofMillis(5),
                Duration.ofMillis(250),
                Duration.ofMillis(1_250),
                new Usage(100, 50, true),
                new Cost(45_000),
                null,
                false);
    }

    public static ModelAttempt failed(long call, Reason reason, ModelFault fault) {
        return new ModelAttempt(
                call,
                "conversation-1",
                Purpose.CHAT,
                "local",
                "local-7b",
                reason,
                Reached.NONE,
                NOW,
                Duration.ZERO,
                null,
                Duration.ofMillis(20),
                Usage.UNKNOWN,
                Cost.NONE,
                fault,
                false);
    }

    /** Spent 1.50 and 3,000 tokens in all, a third of it by {@code local}. */
    private static SpendLedger ledger() {
        LocalDate today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
        var ledger = new InMemorySpendLedger();
        ledger.spend(today, "ana", "fast", 2_000, new Cost(1_000_000_000L));
        ledger.spend(today, "bo", "local", 1_000, new Cost(500_000_000L));
        ledger.spend(today.minusDays(1), "ana", "fast", 9_000, new Cost(9_000_000_000L));
        return ledger;
    }
}
