package parley.tutor.models.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.tutor.models.routing.Wires.call;
import static parley.tutor.models.routing.Wires.entry;
import static parley.tutor.models.routing.Wires.says;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.tutor.models.Cost;
import parley.tutor.models.LanguageModel.Finish;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.ModelFault;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.Price;
import parley.tutor.models.Usage;
import parley.tutor.models.routing.SpendLedger.Spent;
import parley.tutor.models.tools.ToolCall;

/** What a request is charged, and that nothing of it stays taken, however it ended. */
class AttemptTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final RoutingSettings LIMITED = new RoutingSettings(
            List.of(),
            Duration.ofSeconds(7),
            RoutingSettings.Breaker.USUAL,
            RoutingSettings.Hedge.OFF,
            new RoutingSettings.Budget("USD", 1_000_000, 0, 0, 0));

    private final Wires wires = new Wires();

    @AfterEach
    void uninterrupted() {
        assertThat(Thread.interrupted()).isFalse();
    }

    private static ModelEntry dear() {
        ModelEntry plain = entry("first");
        BigDecimal million = BigDecimal.valueOf(1_000_000);
        return new ModelEntry(
                plain.endpoint(), Set.of(), new Price(million, million), 8_192, Set.of(), Set.of(), "", 1, 0);
    }

    private ModelAttempt only() {
        assertThat(wires.attempts).hasSize(1);
        return wires.attempts.getFirst();
    }

    private void assertNothingTaken(ModelRouter router) {
        assertThat(router.status())
                .allSatisfy(model -> assertThat(model.inFlight()).isZero());
        assertThat(wires.ledger.open()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000, Long.MAX_VALUE / 2, Long.MAX_VALUE})
    void whatNoRequestCanTakeIsCountedInstead(long told) throws Exception {
        wires.with(dear(), (call, sink) -> {
            sink.text("Well done. ");
            return new StreamEnd.Done("", Finish.STOP, new Usage(told, told, true), List.of());
        });
        ModelRouter router = wires.router(LIMITED);

        assertThat(router.stream(call(), new Wires.Heard())).isInstanceOf(StreamEnd.Done.class);

        assertNothingTaken(router);
        assertThat(only().usage().reported()).isFalse();
        assertThat(wires.ledger.spent(TODAY, null, null).tokens()).isBetween(5L, 50L);
    }

    @Test
    void whatCannotBeCountedLeavesNothingTaken() {
        wires.with("first", (call, sink) -> {
            sink.text(Wires.UNCOUNTABLE);
            return new StreamEnd.Done("", Finish.STOP, Usage.UNKNOWN, List.of());
        });
        ModelRouter router = wires.router(LIMITED);

        assertThatThrownBy(() -> router.stream(call(), new Wires.Heard())).hasMessage(Wires.UNCOUNTABLE);

        assertNothingTaken(router);
        assertThat(only().model()).isEqualTo("first");
    }

    @Test
    void absurdSumsStayAbsurd() {
        var most = new Spent(Long.MAX_VALUE, new Cost(Long.MAX_VALUE));
        assertThat(most.plus(most)).isEqualTo(most);
        assertThat(new Usage(Long.MAX_VALUE, 1, true).totalTokens()).isEqualTo(Long.MAX_VALUE);
        assertThat(dear().price().of(Long.MAX_VALUE, 1)).isEqualTo(new Cost(Long.MAX_VALUE));
    }

    @Test
    void whoLeavesBeforeTheRequestGoesOutPaysNothing() {
        wires.with("first", (call, sink) -> {
            throw new InterruptedException();
        });
        ModelRouter router = wires.router(LIMITED);

        assertThatThrownBy(() -> router.stream(call(), new Wires.Heard())).isInstanceOf(InterruptedException.class);

        assertNothingTaken(router);
        assertThat(wires.ledger.spent(TODAY, null, null)).isEqualTo(Spent.NOTHING);
    }

    @Test
    void whoLeavesAfterwardsPaysForThePrompt() {
        wires.with("first", (call, sink) -> {
            sink.sent();
            throw new InterruptedException();
        });
        ModelRouter router = wires.router(LIMITED);

        assertThatThrownBy(() -> router.stream(call(), new Wires.Heard())).isInstanceOf(InterruptedException.class);

        assertNothingTaken(router);
        assertThat(only().usage().promptTokens()).isPositive();
        assertThat(wires.ledger.spent(TODAY, null, null).tokens())
                .isEqualTo(only().usage().promptTokens());
    }

    @Test
    void aToolCallIsPartOfTheAnswer() throws Exception {
        wires.with(
                "first",
                (call, sink) -> new StreamEnd.Done(
                        "",
                        Finish.TOOL_CALLS,
                        Usage.UNKNOWN,
                        List.of(new ToolCall("1", "search", "{\"for\":\"the past tense of irregular verbs\"}"))));

        wires.router(LIMITED).stream(call(), new Wires.Heard());

        assertThat(only().usage().completionTokens()).isGreaterThan(5);
    }

    @Test
    void whatWasToldBeforeAFailureIsPaidAsTold() throws Exception {
        wires.with(
                "first",
                (call, sink) -> new StreamEnd.Failed(
                        "", ModelFault.of(Kind.CONTENT_FILTER, "filtered"), false, new Usage(321, 7, true)));

        wires.router(LIMITED).stream(call(), new Wires.Heard());

        assertThat(wires.ledger.spent(TODAY, null, null).tokens()).isEqualTo(328);
    }

    /** It would be told as a spent budget. */
    @Test
    void aStoreThatFailsForAnInterruptIsNoFailure() {
        wires.with("first", says("Nobody listens. "));
        ModelRouter.Parts usual = wires.parts();
        var router = new ModelRouter(
                wires.models,
                LIMITED,
                new ModelRouter.Parts(
                        usual.clock(),
                        usual.nanos(),
                        usual.random(),
                        new Interrupted(),
                        usual.continuation(),
                        usual.fit(),
                        usual.tokens(),
                        usual.listener()));

        assertThatThrownBy(() -> router.stream(call(), new Wires.Heard())).isInstanceOf(InterruptedException.class);

        assertNothingTaken(router);
        assertThat(wires.attempts).isEmpty();
    }

    /** A store whose callers are interrupted while it reserves, which it takes for a failure of its own. */
    private static final class Interrupted implements SpendLedger {
        @Override
        public Reserved reserve(
                LocalDate day, String learner, String model, long tokens, Cost cost, RoutingSettings.Budget limits) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable("interrupted");
        }

        @Override
        public void settle(Reservation reservation, long tokens, Cost cost) {}

        @Override
        public void spend(LocalDate day, String learner, String model, long tokens, Cost cost) {}

        @Override
        public Spent spent(LocalDate day, @Nullable String learner, @Nullable String model) {
            return Spent.NOTHING;
        }
    }
}
