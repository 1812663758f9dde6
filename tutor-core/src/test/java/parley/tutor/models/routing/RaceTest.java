package parley.tutor.models.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.tutor.models.routing.Wires.call;
import static parley.tutor.models.routing.Wires.entry;
import static parley.tutor.models.routing.Wires.fails;
import static parley.tutor.models.routing.Wires.says;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import parley.tutor.models.LanguageModel.Finish;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.LanguageModel.TextSink;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.Usage;

/** Two models for one answer, when something goes wrong with either. What waits for ever fails by its limit. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class RaceTest {
    private static final RoutingSettings HEDGED = new RoutingSettings(
            List.of(),
            Duration.ofSeconds(7),
            RoutingSettings.Breaker.USUAL,
            new RoutingSettings.Hedge(true, 0.5),
            RoutingSettings.Budget.UNLIMITED);

    private final Wires wires = new Wires();

    /** Silent until it is interrupted. */
    private static final Wires.Answer SILENT = (call, sink) -> {
        new CountDownLatch(1).await();
        return Wires.done("");
    };

    /** A model whose usual time to the first word is known; then it does {@code last}. */
    private void knownThen(Wires.Answer last) {
        Wires.Answer[] answers = new Wires.Answer[21];
        Arrays.fill(answers, (Wires.Answer) (call, sink) -> {
            wires.pass(Duration.ofMillis(1));
            return says("Fine. ").stream(call, sink);
        });
        answers[20] = last;
        wires.with("first", answers);
    }

    private ModelRouter known() throws InterruptedException {
        ModelRouter router = wires.router(HEDGED);
        for (int i = 0; i < 20; i++) {
            router.stream(call(), new Wires.Heard());
        }
        return router;
    }

    @Test
    void whatBreaksOneOfTheTwoIsHeardOf() throws Exception {
        knownThen((call, sink) -> {
            sink.text(Wires.UNCOUNTABLE);
            return new StreamEnd.Done("", Finish.STOP, Usage.UNKNOWN, List.of());
        });
        wires.with("second", SILENT);
        ModelRouter router = known();

        assertThatThrownBy(() -> router.stream(call(), new Wires.Heard())).hasMessage(Wires.UNCOUNTABLE);
        assertThat(router.status())
                .allSatisfy(model -> assertThat(model.inFlight()).isZero());
    }

    @Test
    void theBeginningOfAnAnswerIsToldBeforeItsFirstWord() throws Exception {
        var opened = new CountDownLatch(1);
        knownThen((call, sink) -> {
            sink.opened();
            opened.await();
            sink.text("Fine. ");
            return Wires.done("");
        });
        wires.with("second", SILENT);
        ModelRouter router = known();

        StreamEnd end = router.stream(call(), new TextSink() {
            @Override
            public void opened() {
                opened.countDown();
            }

            @Override
            public void text(String delta) {}
        });

        assertThat(end).extracting("model").isEqualTo("first");
    }

    @Test
    void aPromptTooLongForTheSecondOneRulesOutNoWiderModel() throws Exception {
        var first = new CompletableFuture<Thread>();
        var bothRun = new CountDownLatch(1);
        knownThen((call, sink) -> {
            first.complete(Thread.currentThread());
            bothRun.await();
            return fails(Kind.UNREACHABLE).stream(call, sink);
        });
        wires.with(Wires.withWindow(entry("second"), 600), (call, sink) -> {
            bothRun.countDown();
            first.join().join();
            return fails(Kind.CONTEXT_LENGTH).stream(call, sink);
        });
        wires.with(Wires.withWindow(entry("third"), 4_000), says("It fits. "));
        ModelRouter router = known();

        assertThat(router.stream(call(), new Wires.Heard())).extracting("model").isEqualTo("third");
    }
}
