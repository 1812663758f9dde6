package parley.speech.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aLaneThatWaitedComesBackAndGoesOnWithNobodyElseThere(int size) throws Exception {
        var waits = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var cameBack = new CountDownLatch(1);
        var next = new CountDownLatch(1);
        try (var pool = new DecoderPool(size)) {
            var pieces = new AtomicInteger();
            pool.lane(() -> {
                        if (pieces.incrementAndGet() == 1) {
                            waitFor(answer, waits);
                            cameBack.countDown();
                            return true;
                        }
                        next.countDown();
                        return false;
                    })
                    .wake();
            await(waits);
            answer.countDown();
            assertThat(cameBack.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(next.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoComesBackGoesBeforeThoseWhoNeverStop() throws Exception {
        var waits = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var cameBack = new CountDownLatch(1);
        try (var pool = new DecoderPool(1)) {
            pool.lane(() -> {
                        waitFor(answer, waits);
                        cameBack.countDown();
                        return false;
                    })
                    .wake();
            await(waits);
            var busy = new CountDownLatch(3);
            for (int i = 0; i < 3; i++) {
                pool.lane(() -> {
                            busy.countDown();
                            return cameBack.getCount() > 0;
                        })
                        .wake();
            }
            await(busy);
            answer.countDown();
            assertThat(cameBack.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void neverMoreDecodeAtOnceThanThereShould() throws Exception {
        int size = 2;
        int lanes = 12;
        var decoding = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new CountDownLatch(lanes * 50);
        try (var pool = new DecoderPool(size)) {
            for (int i = 0; i < lanes; i++) {
                var left = new AtomicInteger(50);
                pool.lane(() -> {
                            most.accumulateAndGet(decoding.incrementAndGet(), Math::max);
                            decoding.decrementAndGet();
                            DecoderPool.<Boolean, RuntimeException>waiting(() -> {
                                waitFor(new CountDownLatch(0), new CountDownLatch(0));
                                return true;
                            });
                            most.accumulateAndGet(decoding.incrementAndGet(), Math::max);
                            decoding.decrementAndGet();
                            done.countDown();
                            return left.decrementAndGet() > 0;
                        })
                        .wake();
            }
            assertThat(done.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(most.get()).isBetween(1, size);
    }

    @Test
    void aVoiceIsNoticedWhileEveryThreadDecodesOrWaits() throws Exception {
        var free = new CountDownLatch(1);
        var held = new CountDownLatch(1 + DecoderPool.STAND_INS);
        BlockingQueue<HearingFact> facts = new LinkedBlockingQueue<>();
        try (var pool = new DecoderPool(1)) {
            for (int i = 0; i < 1 + DecoderPool.STAND_INS; i++) {
                pool.lane(() -> {
                            waitFor(free, held);
                            return false;
                        })
                        .wake();
            }
            await(held);
            try (var ear = ear(pool, new ScriptedRecogniser().willHear("stop"), facts)) {
                ear.hear(voice(0, 16_000));
                assertThat(facts.poll(SECONDS, TimeUnit.SECONDS)).isInstanceOf(HearingFact.SpeechStarted.class);
                ear.hear(new AudioChunk(new short[8_000], new SampleCount(16_000)));
                free.countDown();
                assertThat(next(facts)).isInstanceOf(HearingFact.SpeechPaused.class);
                assertThat(next(facts)).isInstanceOf(HearingFact.SegmentHeard.class);
            } finally {
                free.countDown();
            }
        }
    }

    @Test
    void decodingThatIsHeldUpHoldsNoMoreSoundThanItMay() throws Exception {
        var free = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        BlockingQueue<HearingFact> facts = new LinkedBlockingQueue<>();
        try (var pool = new DecoderPool(1)) {
            pool.lane(() -> {
                        held.countDown();
                        await(free);
                        return false;
                    })
                    .wake();
            await(held);
            try (var ear = ear(pool, new ScriptedRecogniser().willHear("one two three"), facts)) {
                ear.hear(voice(0, 16_000));
                assertThat(facts.poll(SECONDS, TimeUnit.SECONDS)).isInstanceOf(HearingFact.SpeechStarted.class);
                for (int second = 1; second < 10; second++) {
                    ear.hear(voice(second * 16_000, 16_000));
                }
                assertThat(ear.droppedPieces())
                        .as("5 s may wait, and what decoding may lag")
                        .isBetween(100L - 50 - DecodeQueue.FULL / 3 - 3, 50L);
            } finally {
                free.countDown();
            }
        }
    }

    private static HearingFact next(BlockingQueue<HearingFact> facts) throws InterruptedException {
        HearingFact fact = facts.poll(SECONDS, TimeUnit.SECONDS);
        return fact instanceof HearingFact.PartialHeard ? next(facts) : fact;
    }

    private static QueuedEar ear(DecoderPool pool, Recogniser recogniser, BlockingQueue<HearingFact> facts) {
        return new QueuedEar(
                pool, new LoudnessDetector(500), recogniser, EarSettings.USUAL, Duration.ofSeconds(5), facts::add);
    }

    private static AudioChunk voice(int from, int length) {
        var samples = new short[length];
        Arrays.fill(samples, (short) 4_000);
        return new AudioChunk(samples, new SampleCount(from));
    }

    private static void waitFor(CountDownLatch latch, CountDownLatch waits) {
        DecoderPool.<Boolean, RuntimeException>waiting(() -> {
            waits.countDown();
            await(latch);
            return true;
        });
    }

    @Test
    void anEarThatIsClearedAgainAndAgainQueuesThatOnce() throws Exception {
        var blocked = new CountDownLatch(1);
        BlockingQueue<HearingFact> facts = new LinkedBlockingQueue<>();
        try (var pool = new DecoderPool(1)) {
            holdUpListening(pool, blocked);
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
            holdUpListening(pool, blocked);
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
                assertThat(ear.droppedPieces()).isEqualTo(20);
                blocked.countDown();
                HearingFact fact = facts.poll(SECONDS, TimeUnit.SECONDS);
                assertThat(fact).isEqualTo(new HearingFact.AudioDropped(SampleCount.ZERO, Duration.ofSeconds(2)));
            }
        }
    }

    /** Keeps the thread for quick lanes and the only decoding thread of {@code pool} until {@code free}. */
    private static void holdUpListening(DecoderPool pool, CountDownLatch free) {
        var held = new CountDownLatch(2);
        BooleanSupplier holding = () -> {
            held.countDown();
            await(free);
            return false;
        };
        pool.quickLane(holding).wake();
        pool.quickLane(holding).wake();
        await(held);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
