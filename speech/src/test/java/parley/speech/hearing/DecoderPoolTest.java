package parley.speech.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.scripted.LoudnessDetector;
import parley.speech.scripted.ScriptedRecogniser;

class DecoderPoolTest {
    private static final int SECONDS = 20;

    @Test
    void aBusyLaneGivesWayAfterEachPiece() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var done = new CountDownLatch(6);
        try (var pool = new DecoderPool(1)) {
            var left = new AtomicInteger(5);
            DecoderPool.Lane busy = pool.lane(() -> {
                begun.countDown();
                await(go);
                order.add("busy");
                done.countDown();
                return left.decrementAndGet() > 0;
            });
            DecoderPool.Lane quick = pool.lane(() -> {
                order.add("quick");
                done.countDown();
                return false;
            });
            busy.wake();
            await(begun);
            quick.wake();
            go.countDown();
            assertThat(done.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(order).containsExactly("busy", "quick", "busy", "busy", "busy", "busy");
    }

    @Test
    void aLaneIsNeverWorkedOnTwiceAtOnceAndLosesNoWork() throws Exception {
        int pieces = 2_000;
        BlockingQueue<Integer> work = new LinkedBlockingQueue<>();
        List<Integer> seen = new ArrayList<>();
        var inside = new AtomicBoolean();
        var overlapped = new AtomicBoolean();
        var done = new CountDownLatch(pieces);
        try (var pool = new DecoderPool(4)) {
            DecoderPool.Lane lane = pool.lane(() -> {
                if (!inside.compareAndSet(false, true)) {
                    overlapped.set(true);
                }
                Integer piece = work.poll();
                if (piece != null) {
                    seen.add(piece);
                    done.countDown();
                }
                inside.set(false);
                return !work.isEmpty();
            });
            for (int i = 0; i < pieces; i++) {
                work.add(i);
                lane.wake();
            }
            assertThat(done.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(overlapped).isFalse();
        assertThat(seen).isSorted().hasSize(pieces);
    }

    @Test
    void aPieceThatThrowsStopsNobody() throws Exception {
        othersGoOnAfter(() -> {
            throw new IllegalStateException("a fault in one session");
        });
    }

    @Test
    void evenAGraveFaultLeavesItsThreadToTheOthers() throws Exception {
        othersGoOnAfter(() -> {
            throw new StackOverflowError("a grave fault in one session");
        });
    }

    private static void othersGoOnAfter(BooleanSupplier fault) throws Exception {
        var done = new CountDownLatch(1);
        try (var pool = new DecoderPool(1)) {
            pool.lane(fault).wake();
            pool.lane(() -> {
                        done.countDown();
                        return false;
                    })
                    .wake();
            assertThat(done.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anEarThatIsClearedAgainAndAgainQueuesThatOnce() throws Exception {
        var blocked = new CountDownLatch(1);
        BlockingQueue<HearingFact> facts = new LinkedBlockingQueue<>();
        try (var pool = new DecoderPool(1)) {
            pool.lane(() -> {
                        await(blocked);
                        return false;
                    })
                    .wake();
            try (var ear = new QueuedEar(
                    pool,
                    new LoudnessDetector(500),
                    new ScriptedRecogniser(),
                    EarSettings.USUAL,
                    Duration.ofSeconds(1),
                    facts::add)) {
                for (int i = 0; i < 1_000; i++) {
                    ear.audioEnded();
                    ear.turnCommitted();
                }
                ear.hear(new AudioChunk(new short[1_600], SampleCount.ZERO));
                ear.audioEnded();
                blocked.countDown();
                assertThat(facts.poll(SECONDS, TimeUnit.SECONDS))
                        .isEqualTo(new HearingFact.AudioEnded(SampleCount.ZERO));
                assertThat(facts.poll(SECONDS, TimeUnit.SECONDS))
                        .isEqualTo(new HearingFact.AudioEnded(new SampleCount(1_600)));
            }
        }
    }

    @Test
    void anOverfullEarDropsTheOldestAndSaysSo() throws Exception {
        var blocked = new CountDownLatch(1);
        BlockingQueue<HearingFact> facts = new LinkedBlockingQueue<>();
        try (var pool = new DecoderPool(1)) {
            pool.lane(() -> {
                        await(blocked);
                        return false;
                    })
                    .wake();
            try (var ear = new QueuedEar(
                    pool,
                    new LoudnessDetector(500),
                    new ScriptedRecogniser(),
                    EarSettings.USUAL,
                    Duration.ofSeconds(1),
                    facts::add)) {
                for (int i = 0; i < 30; i++) {
                    ear.hear(new AudioChunk(new short[1_600], new SampleCount(i * 1_600L)));
                }
                assertThat(ear.droppedChunks()).isEqualTo(20);
                blocked.countDown();
                HearingFact fact = facts.poll(SECONDS, TimeUnit.SECONDS);
                assertThat(fact).isEqualTo(new HearingFact.AudioDropped(SampleCount.ZERO, Duration.ofSeconds(2)));
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
