package parley.speech.speaking;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The few threads on which all that computes speech does so. Thread-safe.
 *
 * <p>A long sentence takes half a second of a core. Made by all who ask at once, or on virtual threads, it would take the
 * cores from every session's clock and sound; here fewer threads than cores make it, in the order of asking. Since a
 * talk asks for one sentence at a time, the talks take turns. What waits for a network or another process does so
 * elsewhere. At most {@value #MAX_WAITING} works wait; more fail.
 *
 * <p>Whoever asks may be interrupted. What waits is then forgotten; what is being made runs out beside the lanes, so that
 * others need not wait for it, and may look whether it is {@link #unwanted}. It is not interrupted itself: MaryTTS takes
 * that for a fault of its own. At most as many run out at a time as there are lanes; more keep their lane until they
 * end. The asker comes back only when its work has ended, so it knows how much runs out for it.
 */
public final class VoiceThreads implements AutoCloseable {
    /** As many as there may be talks. */
    static final int MAX_WAITING = 1_000;

    private static final int MOST_LANES = 16;

    private static final ThreadLocal<@Nullable Job<?>> CURRENT = new ThreadLocal<>();

    private final int lanes;
    private final ExecutorService threads;
    private final Object lock = new Object();
    private final Deque<Job<?>> waiting = new ArrayDeque<>();
    private final Set<Job<?>> working = new HashSet<>();
    private final Set<Job<?>> runningOut = new HashSet<>();
    private boolean closed;

    /** A work, its end, and whether its asker has gone. */
    private static final class Job<T> {
        final FutureTask<T> task;
        final CountDownLatch over = new CountDownLatch(1);
        volatile boolean unwanted;

        Job(Callable<T> work) {
            this.task = new FutureTask<>(work);
        }
    }

    /** For {@code lanes} works at a time, 1..16; threads start as they are needed. */
    public VoiceThreads(int lanes) {
        if (lanes < 1 || lanes > MOST_LANES) {
            throw new IllegalArgumentException("expected 1 to " + MOST_LANES + " lanes, not " + lanes);
        }
        this.lanes = lanes;
        // As many again for what runs out; a thread may yet be on its way back when its work is over.
        this.threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                1,
                TimeUnit.MINUTES,
                new SynchronousQueue<>(),
                Thread.ofPlatform().name("voice-", 0).daemon().factory());
    }

    /** One fewer than there are cores, so that a core is left for who listens and sends. */
    public static VoiceThreads usual() {
        return new VoiceThreads(Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_LANES));
    }

    /** The same voice, working here. */
    public Voice working(Voice voice) {
        return new Working(voice, this);
    }

    /** Whether nobody wants the work any more that this thread does here; long works ask now and then, and give up. */
    public static boolean unwanted() {
        Job<?> current = CURRENT.get();
        return current != null && current.unwanted;
    }

    /** Works that nobody wants any more and that have not ended. */
    int runningOut() {
        synchronized (lock) {
            return runningOut.size();
        }
    }

    /**
     * Does {@code work} here, and waits for it.
     *
     * @throws VoiceUnavailable when it fails so, when too much waits, or when this is closed
     * @throws InterruptedException when the caller is interrupted; the work has ended then
     */
    public <T> T compute(Callable<T> work) throws VoiceUnavailable, InterruptedException {
        var job = new Job<>(work);
        synchronized (lock) {
            if (closed) {
                throw new VoiceUnavailable("the voice is closed");
            }
            if (waiting.size() >= MAX_WAITING) {
                throw new VoiceUnavailable("too many sentences wait for the voice");
            }
            waiting.addLast(job);
            beginNext();
        }
        try {
            return job.task.get();
        } catch (InterruptedException e) {
            abandon(job);
            throw e;
        } catch (CancellationException e) {
            throw new VoiceUnavailable("the voice is closed");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException && Thread.interrupted()) {
                // It was given up in the moment in which it ended by itself; the voice is well.
                throw new InterruptedException("interrupted while speech was made");
            }
            throw failure(e);
        }
    }

    private void beginNext() {
        while (!closed && working.size() < lanes && !waiting.isEmpty()) {
            Job<?> next = waiting.removeFirst();
            working.add(next);
            threads.execute(() -> work(next));
        }
    }

    private void work(Job<?> job) {
        CURRENT.set(job);
        try {
            job.task.run();
        } finally {
            CURRENT.remove();
            synchronized (lock) {
                working.remove(job);
                runningOut.remove(job);
                beginNext();
            }
            job.over.countDown();
        }
    }

    private void abandon(Job<?> job) {
        synchronized (lock) {
            if (waiting.remove(job)) {
                return;
            }
            if (working.contains(job) && runningOut.size() < lanes) {
                working.remove(job);
                runningOut.add(job);
                beginNext();
            }
        }
        job.unwanted = true;
        awaitOver(job);
    }

    private static void awaitOver(Job<?> job) {
        boolean interrupted = false;
        while (true) {
            try {
                job.over.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static VoiceUnavailable failure(ExecutionException failure) {
        return switch (failure.getCause()) {
            case VoiceUnavailable known -> known;
            case InterruptedException closing -> new VoiceUnavailable("the voice is closed");
            case RuntimeException fault -> throw fault;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException("a voice failed in an undeclared way", failure);
        };
    }

    private record Working(Voice voice, VoiceThreads threads) implements VoiceLayer {
        @Override
        public Synthesis synthesise(String text, VoiceSettings settings, EarlySound early)
                throws VoiceUnavailable, InterruptedException {
            return threads.compute(() -> voice.synthesise(text, settings, early));
        }
    }

    /** Interrupts what is being made; whoever waits for it is told that the voice is closed. */
    @Override
    public void close() {
        List<Job<?>> forgotten;
        synchronized (lock) {
            closed = true;
            forgotten = List.copyOf(waiting);
            waiting.clear();
        }
        forgotten.forEach(job -> job.task.cancel(false));
        threads.shutdownNow();
    }
}
