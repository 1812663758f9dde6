package parley.tutor.models.routing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static parley.tutor.models.routing.Wires.call;
import static parley.tutor.models.routing.Wires.callOf;
import static parley.tutor.models.routing.Wires.entry;
import static parley.tutor.models.routing.Wires.fails;
import static parley.tutor.models.routing.Wires.says;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import parley.tutor.Caller;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelAttempt.Reason;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.Price;
import parley.tutor.models.Purpose;
import parley.tutor.models.routing.CandidateOrder.Known;
import parley.tutor.models.routing.RecentFirstTokens.Observed;
import parley.tutor.models.routing.Route.Candidate;
import parley.tutor.models.routing.Route.Strategy;

/** Who is asked first: routes, strategies, sticky conversations, hedges and budgets. */
class RoutingTest {
    private final Wires wires = new Wires();

    private static Route route(Strategy strategy, boolean sticky, String... models) {
        return new Route(
                Set.of(),
                Set.of(),
                Set.of(),
                strategy,
                sticky,
                Duration.ofSeconds(1),
                List.of(models).stream().map(model -> new Candidate(model, 1)).toList());
    }

    private static ModelCall asked(Purpose purpose, String course, String locale) {
        return ModelCall.of(purpose, new Caller("ada", "c", course, locale), List.of());
    }

    @Test
    void theFirstRouteThatFitsCounts() {
        var judge = new Route(
                Set.of(Purpose.JUDGE), Set.of(), Set.of(), Strategy.ORDERED, false, Duration.ZERO, candidates("a"));
        var chinese =
                new Route(Set.of(), Set.of("ZH"), Set.of(), Strategy.ORDERED, false, Duration.ZERO, candidates("b"));
        var algebra = new Route(
                Set.of(), Set.of(), Set.of("algebra"), Strategy.ORDERED, false, Duration.ZERO, candidates("c"));
        var table = new RouteTable(List.of(judge, chinese, algebra), List.of(entry("a"), entry("b"), entry("c")));

        assertThat(table.find(asked(Purpose.JUDGE, "algebra", "zh-CN")).route()).isEqualTo(judge);
        assertThat(table.find(asked(Purpose.CHAT, "algebra", "zh-CN")).route()).isEqualTo(chinese);
        assertThat(table.find(asked(Purpose.CHAT, "algebra", "zhx")).route()).isEqualTo(algebra);
        assertThat(table.find(asked(Purpose.CHAT, "english", "en")).place()).isEqualTo(-1);
    }

    private static List<Candidate> candidates(String... models) {
        return List.of(models).stream().map(model -> new Candidate(model, 1)).toList();
    }

    @Test
    void fastestGoesByWhatWasObservedAndTriesWhatWasNot() {
        Map<String, Known> known = Map.of(
                "slow",
                known(Price.FREE, 900, 0),
                "quick",
                known(Price.FREE, 200, 0),
                "new",
                new Known(Price.FREE, null, 0),
                "failing",
                new Known(Price.FREE, null, 3));
        assertThat(new CandidateOrder(() -> 0.5)
                        .of(
                                route(Strategy.FASTEST, false, "failing", "slow", "quick", "new"),
                                name -> requireNonNull(known.get(name))))
                .containsExactly("new", "quick", "slow", "failing");
    }

    @Test
    void cheapestAsksThoseFirstThatMeetTheDeadline() {
        Map<String, Known> known = Map.of(
                "cheap-slow", known(price(1), 1_500, 0),
                "dear-quick", known(price(9), 100, 0),
                "fair-quick", known(price(3), 300, 0),
                "slower", known(price(1), 2_500, 0));
        assertThat(new CandidateOrder(() -> 0.5)
                        .of(
                                route(Strategy.CHEAPEST, false, "slower", "cheap-slow", "dear-quick", "fair-quick"),
                                name -> requireNonNull(known.get(name))))
                .containsExactly("fair-quick", "dear-quick", "cheap-slow", "slower");
    }

    private static Price price(int perMillion) {
        return new Price(BigDecimal.valueOf(perMillion), BigDecimal.valueOf(perMillion));
    }

    private static Known known(Price price, int millis, int failures) {
        Duration time = Duration.ofMillis(millis);
        return new Known(price, new Observed(30, time, time), failures);
    }

    @Test
    void weightsAreSharesOfFirstPlaces() {
        var random = new Random(3);
        var order = new CandidateOrder(random::nextDouble);
        var weighted = new Route(
                Set.of(),
                Set.of(),
                Set.of(),
                Strategy.WEIGHTED,
                false,
                Duration.ZERO,
                List.of(new Candidate("a", 1), new Candidate("b", 3)));
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < 4_000; i++) {
            List<String> names = order.of(weighted, name -> new Known(Price.FREE, null, 0));
            assertThat(names).containsExactlyInAnyOrder("a", "b");
            first.merge(names.getFirst(), 1, Integer::sum);
        }
        assertThat(first.get("b")).isBetween(2_850, 3_150);
    }

    @Test
    void firstTokenTimesAreOfTheLastTenMinutes() {
        var times = new RecentFirstTokens();
        assertThat(times.observed(0)).isNull();
        for (int i = 1; i <= 100; i++) {
            times.add(Duration.ofMillis(i), 0);
        }
        assertThat(times.observed(0)).isEqualTo(new Observed(100, Duration.ofMillis(50), Duration.ofMillis(95)));
        times.add(Duration.ofMillis(7), Duration.ofMinutes(5).toNanos());
        assertThat(times.observed(Duration.ofMinutes(11).toNanos()))
                .isEqualTo(new Observed(1, Duration.ofMillis(7), Duration.ofMillis(7)));
    }

    @Test
    void aConversationStaysWithTheModelThatAnsweredItWhileThatIsWell() throws Exception {
        wires.with("first", fails(Kind.UNREACHABLE), says("Back. "))
                .with("second", says("Here. "), says("Still here. "), fails(Kind.UNREACHABLE));
        ModelRouter router =
                wires.router(RoutingSettings.usual(List.of(route(Strategy.ORDERED, true, "first", "second"))));

        router.stream(callOf("ada"), new Wires.Heard());
        router.stream(callOf("ada"), new Wires.Heard());
        router.stream(callOf("ben"), new Wires.Heard());
        router.stream(callOf("ada"), new Wires.Heard());

        assertThat(wires.attempts)
                .extracting(ModelAttempt::model)
                .containsExactly("first", "second", "second", "first", "second", "first");
    }

    @Test
    void onlySoManyConversationsAreKept() {
        var sticky = new StickyModels(2);
        sticky.answered(0, "a", "m");
        sticky.answered(0, "b", "m");
        sticky.of(0, "a");
        sticky.answered(0, "c", "m");
        assertThat(sticky.of(0, "b")).isNull();
        assertThat(sticky.of(0, "a")).isEqualTo("m");
        assertThat(sticky.of(1, "a")).isNull();
        sticky.answered(0, "", "m");
        assertThat(sticky.of(0, "")).isNull();
    }

    @Test
    void oneCallInTwentyMayBeHedged() {
        var share = new HedgeShare(0.05);
        int hedged = 0;
        for (int i = 0; i < 1_000; i++) {
            share.called();
            hedged += share.take() ? 1 : 0;
        }
        assertThat(hedged).isEqualTo(50);
        for (int i = 0; i < 1_000; i++) {
            share.called();
        }
        int storm = 0;
        while (share.take()) {
            storm++;
        }
        assertThat(storm).isEqualTo(HedgeShare.MOST);
    }

    @Test
    void aSilentModelIsRacedAndTheLoserStopped() throws Exception {
        var stopped = new CountDownLatch(1);
        Wires.Answer quick = (call, sink) -> {
            wires.pass(Duration.ofMillis(1));
            return says("Fine. ").stream(call, sink);
        };
        Wires.Answer[] answers = new Wires.Answer[21];
        Arrays.fill(answers, quick);
        answers[20] = (call, sink) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                stopped.countDown();
                throw e;
            }
            return Wires.done("");
        };
        wires.with("first", answers).with("second", says("Faster. "));
        ModelRouter router = wires.router(new RoutingSettings(
                List.of(),
                Duration.ofSeconds(7),
                RoutingSettings.Breaker.USUAL,
                new RoutingSettings.Hedge(true, 0.05),
                RoutingSettings.Budget.UNLIMITED));
        for (int i = 0; i < 20; i++) {
            router.stream(call(), new Wires.Heard());
        }
        var heard = new Wires.Heard();

        StreamEnd end = router.stream(call(), heard);

        assertThat(end).extracting("model").isEqualTo("second");
        assertThat(heard.all()).isEqualTo("Faster. ");
        assertThat(stopped.getCount()).isZero();
        assertThat(wires.attempts)
                .filteredOn(attempt -> attempt.reason() == Reason.HEDGE)
                .singleElement()
                .extracting(ModelAttempt::model)
                .isEqualTo("second");
        assertThat(wires.attempts)
                .filteredOn(ModelAttempt::cancelled)
                .singleElement()
                .extracting(ModelAttempt::model)
                .isEqualTo("first");
        assertThat(router.status())
                .allSatisfy(model -> assertThat(model.inFlight()).isZero());
        assertThat(router.status().getFirst().failures()).isZero();
    }

    @Test
    void aSpentBudgetIsTheAnswerEvenWhenAnotherModelFailed() throws Exception {
        wires.with("first", says("One. "));
        ModelRouter router = wires.router(new RoutingSettings(
                List.of(),
                Duration.ofSeconds(7),
                RoutingSettings.Breaker.USUAL,
                RoutingSettings.Hedge.OFF,
                new RoutingSettings.Budget("USD", 0, 0, 700, 0)));

        assertThat(router.stream(callOf("ada"), new Wires.Heard())).isInstanceOf(StreamEnd.Done.class);
        assertThat(router.stream(callOf("ada"), new Wires.Heard()))
                .isInstanceOfSatisfying(StreamEnd.Failed.class, end -> {
                    assertThat(end.fault().kind()).isEqualTo(Kind.BUDGET);
                    assertThat(end.fault().reason()).contains("700 tokens");
                });
        assertThat(router.stream(callOf("ben"), new Wires.Heard())).isInstanceOf(StreamEnd.Done.class);
    }

    @Test
    void aPromptThatIsTooLongGoesToWiderWindowsOnly() throws Exception {
        wires.with("first", fails(Kind.CONTEXT_LENGTH)).with("same", says("No. "));
        var narrow = entry("wide");
        wires.with(
                new ModelEntry(narrow.endpoint(), Set.of(), Price.FREE, 128_000, Set.of(), Set.of(), "", 1, 0),
                says("Yes. "));

        assertThat(wires.router().stream(call(), new Wires.Heard()))
                .extracting("model")
                .isEqualTo("wide");
        assertThat(wires.attempts).extracting(ModelAttempt::model).containsExactly("first", "wide");
    }
}
