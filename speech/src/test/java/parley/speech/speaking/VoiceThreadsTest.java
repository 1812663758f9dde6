package parley.speech.speaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VoiceThreadsTest {
    private static final Synthesis SOUND = new Synthesis(new short[1], 16_000, List.of());

    private final VoiceThreads threads = new VoiceThreads(1);
    private final Held held = new Held();
    private final Voice voice = threads.working(held);

    /** Works until it is let go; tells what it works on and what nobody wanted in the end. */
    private static final class Held implements Voice {
        final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
        final List<String> unwanted = new CopyOnWriteArrayList<>();
        final List<Boolean> virtual = new CopyOnWriteArrayList<>();
        final CountDownLatch letGo = new CountDownLatch(1);

        @Override
        public String name() {
            return "held";
        }

        @Override
        public Set<String> languages() {
            return Set.of("en");
        }

        @Override
        public Synthesis synthesise(String text, VoiceSettings settings) throws VoiceUnavailable, InterruptedException {
            virtual.add(Thread.currentThread().isVirtual());
            begun.add(text);
            letGo.await();
            if (VoiceThreads.unwanted()) {
                unwanted.add(text);
            }
            if (text.startsWith("fail")) {
                throw new VoiceUnavailable("it failed");
            }
            return SOUND;
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void close() {
        threads.close();
    }

    private FutureTask<Synthesis> asking(String text, List<Thread> askers) {
        var task = new FutureTask<>(() -> voice.synthesise(text, VoiceSettings.USUAL));
        askers.add(Thread.ofVirtual().start(task));
        return task;
    }

    private String begun() throws InterruptedException {
        return String.valueOf(held.begun.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void speechIsMadeOffTheVirtualThreads() throws Exception {
        held.letGo.countDown();
        assertThat(asking("a", new ArrayList<>()).get(20, TimeUnit.SECONDS)).isSameAs(SOUND);
        assertThatThrownBy(() -> asking("fail", new ArrayList<>()).get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(VoiceUnavailable.class)
                .hasMessage("it failed");
        assertThat(held.virtual).containsExactly(false, false);
    }

    @Test
    void whoGivesUpHoldsUpNobody() throws Exception {
        var askers = new ArrayList<Thread>();
        FutureTask<Synthesis> first = asking("first", askers);
        assertThat(begun()).isEqualTo("first");
        FutureTask<Synthesis> waiting = asking("waiting", askers);
        askers.get(1).interrupt();
        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).cause().isInstanceOf(InterruptedException.class);
        askers.get(0).interrupt();
        FutureTask<Synthesis> next = asking("next", askers);
        assertThat(begun()).as("does not wait for the first").isEqualTo("next");
        held.letGo.countDown();
        assertThat(next.get(20, TimeUnit.SECONDS)).isSameAs(SOUND);
        assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS)).cause().isInstanceOf(InterruptedException.class);
        assertThat(held.unwanted).containsExactlyInAnyOrder("first");
    }

    @Test
    void closingTellsWhoWorksAndWhoAsksLater() throws Exception {
        FutureTask<Synthesis> first = asking("first", new ArrayList<>());
        begun();
        threads.close();
        assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(VoiceUnavailable.class)
                .hasMessage("the voice is closed");
        assertThatThrownBy(() -> voice.synthesise("later", VoiceSettings.USUAL))
                .isInstanceOf(VoiceUnavailable.class)
                .hasMessage("the voice is closed");
    }

    /** Works until it is let go. */
    private static final class Stubborn implements Callable<String> {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch letGo = new CountDownLatch(1);

        @Override
        public String call() throws InterruptedException {
            begun.countDown();
            return letGo.await(30, TimeUnit.SECONDS) ? "ran out" : "nobody let it go";
        }

        void awaitBegun() throws InterruptedException {
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private FutureTask<String> computing(Callable<String> work, List<Thread> askers) {
        var task = new FutureTask<>(() -> threads.compute(work));
        askers.add(Thread.ofVirtual().start(task));
        return task;
    }

    @Test
    void whatRunsOutDoesSoBesideTheLane() throws Exception {
        var askers = new ArrayList<Thread>();
        var first = new Stubborn();
        FutureTask<String> dropped = computing(first, askers);
        first.awaitBegun();
        askers.getFirst().interrupt();
        // The only lane is free again, though the first still works.
        assertThat(threads.compute(() -> "next")).isEqualTo("next");
        assertThat(threads.runningOut()).isEqualTo(1);

        // One lane, so one may run out; the second that is dropped keeps the lane until it ends.
        var second = new Stubborn();
        FutureTask<String> keeper = computing(second, askers);
        second.awaitBegun();
        askers.get(1).interrupt();
        FutureTask<String> third = computing(() -> "third", askers);
        assertThat(dropped.isDone())
                .as("the asker comes back when its work has ended")
                .isFalse();
        assertThat(third.isDone()).isFalse();
        second.letGo.countDown();
        assertThat(third.get(20, TimeUnit.SECONDS)).isEqualTo("third");
        assertThatThrownBy(() -> keeper.get(20, TimeUnit.SECONDS)).cause().isInstanceOf(InterruptedException.class);
        first.letGo.countDown();
        assertThatThrownBy(() -> dropped.get(20, TimeUnit.SECONDS)).cause().isInstanceOf(InterruptedException.class);
        assertThat(threads.runningOut()).isZero();
    }
}
