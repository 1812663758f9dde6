package parley.speech.speaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
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

    /** Works until it is let go; tells what it works on and whether it was interrupted. */
    private static final class Held implements Voice {
        final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
        final List<String> ended = new CopyOnWriteArrayList<>();
        final List<Boolean> virtual = new CopyOnWriteArrayList<>();
        final CountDownLatch letGo = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);

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
            try {
                letGo.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            ended.add(text);
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
    void whoGivesUpEndsTheWorkOrTheWait() throws Exception {
        var askers = new ArrayList<Thread>();
        FutureTask<Synthesis> first = asking("first", askers);
        assertThat(begun()).isEqualTo("first");
        FutureTask<Synthesis> waiting = asking("waiting", askers);
        askers.get(1).interrupt();
        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).cause().isInstanceOf(InterruptedException.class);
        askers.get(0).interrupt();
        assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS)).cause().isInstanceOf(InterruptedException.class);
        assertThat(held.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        held.letGo.countDown();
        assertThat(asking("next", askers).get(20, TimeUnit.SECONDS)).isSameAs(SOUND);
        assertThat(held.ended).containsExactly("next");
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
}
