package parley.tutor.models.routing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.LanguageModel.TextSink;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelFault.Kind;

/** Whatever models do and whenever callers leave: each call ends once, and no place, probe or reservation stays taken. */
class NothingLeaksTest {
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final int ROUNDS = 200;
    private static final int AT_ONCE = 50;

    private final Wires wires = new Wires();
    private final Map<String, Thread> callers = new ConcurrentHashMap<>();
    private final Queue<String> repeated = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();

    /** Answers, fails, breaks or hangs by lot; one that hangs sends its caller away, and waits for the interrupt. */
    private Wires.Answer byLot(int seed) {
        var random = new Random(seed);
        return (call, sink) -> {
            int lot;
            synchronized (random) {
                lot = random.nextInt(100);
                wires.pass(Duration.ofMillis(random.nextInt(120)));
            }
            sink.opened();
            if (lot < 30) {
                return Wires.says("One. ", "Two. ").stream(call, sink);
            }
            if (lot < 45) {
                sink.text(lot % 2 == 0 ? "Half" : "One. Half");
            }
            if (lot < 75) {
                return Wires.fails(KINDS.get(lot % KINDS.size())).stream(call, sink);
            }
            if (lot < 80) {
                throw new IllegalStateException("a bug");
            }
            return hang(call, sink, lot);
        };
    }

    private StreamEnd hang(ModelCall call, TextSink sink, int lot) throws InterruptedException {
        if (lot % 2 == 0) {
            sink.text("One. Two");
        }
        requireNonNull(callers.get(call.caller().learner())).interrupt();
        if (lot > 95) {
            // Some say that they were cut, when it was they who were interrupted.
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return Wires.fails(Kind.CUT).stream(call, sink);
        }
        new CountDownLatch(1).await();
        return Wires.done("");
    }

    @Test
    void tenThousandCallsEndOnceEachAndLeaveNothingTaken() throws Exception {
        for (int i = 0; i < 4; i++) {
            wires.with(Wires.entry("model-" + i, 8, 8), byLot(i));
        }
        ModelRouter router = wires.router(new RoutingSettings(
                List.of(),
                Duration.ofSeconds(2),
                RoutingSettings.Breaker.USUAL,
                new RoutingSettings.Hedge(true, 0.5),
                new RoutingSettings.Budget("USD", 1_000_000_000, 0, 0, 0)));

        for (int round = 0; round < ROUNDS; round++) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                String learner = "learner-" + i;
                Thread thread = Thread.ofVirtual().unstarted(() -> call(router, learner));
                callers.put(learner, thread);
                threads.add(thread);
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                assertThat(thread.join(Duration.ofSeconds(60)))
                        .as("a call that ends")
                        .isTrue();
            }
        }

        assertThat(done.get() + failed.get() + interrupted.get()).isEqualTo(ROUNDS * AT_ONCE);
        assertThat(repeated).isEmpty();
        assertThat(done).hasPositiveValue();
        assertThat(failed).hasPositiveValue();
        assertThat(interrupted).hasPositiveValue();
        assertThat(router.status()).allSatisfy(model -> {
            assertThat(model.inFlight()).isZero();
            assertThat(model.waiting()).isZero();
        });
        assertThat(wires.ledger.open()).isZero();
        long spent = wires.attempts.stream()
                .map(ModelAttempt::usage)
                .mapToLong(usage -> usage.totalTokens())
                .sum();
        assertThat(wires.ledger.spent(LocalDate.parse("2026-11-23"), null, null).tokens())
                .isEqualTo(spent);
    }

    private void call(ModelRouter router, String learner) {
        var heard = new Wires.Heard();
        try {
            switch (router.stream(Wires.callOf(learner), heard)) {
                case StreamEnd.Done end -> done.incrementAndGet();
                case StreamEnd.Failed end -> failed.incrementAndGet();
            }
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
        }
        if (heard.passedOn.toString().matches(".*One.*One.*|.*Two.*Two.*")) {
            repeated.add(heard.passedOn.toString());
        }
    }
}
