package parley.speech.speaking;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads on which voices that compute make their speech. Thread-safe.
 *
 * <p>A long sentence takes half a second of a core. Made by all who ask at once, or on virtual threads, it would take the
 * cores from every session's clock and sound; here fewer threads than cores make it, in the order of asking. Since a
 * talk asks for one sentence at a time, the talks take turns. At most {@value #MAX_WAITING} sentences wait; more fail.
 */
public final class VoiceThreads implements AutoCloseable {
    /** As many as there may be talks. */
    static final int MAX_WAITING = 1_000;

    private static final int MOST_THREADS = 16;

    private final ThreadPoolExecutor threads;

    /** Starts up to {@code count} threads, 1..16, as they are needed. */
    public VoiceThreads(int count) {
        if (count < 1 || count > MOST_THREADS) {
            throw new IllegalArgumentException("expected 1 to " + MOST_THREADS + " threads, not " + count);
        }
        threads = new ThreadPoolExecutor(
                count,
                count,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MAX_WAITING),
                Thread.ofPlatform().name("voice-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** One fewer than there are cores, so that a core is left for who listens and sends. */
    public static VoiceThreads usual() {
        return new VoiceThreads(Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_THREADS));
    }

    /** The same voice, working here; who asks may be interrupted, which ends the work at its next step. */
    public Voice working(Voice voice) {
        return new Working(voice, this);
    }

    private Synthesis make(Voice voice, String text, VoiceSettings settings)
            throws VoiceUnavailable, InterruptedException {
        var task = new FutureTask<>(() -> voice.synthesise(text, settings));
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            throw new VoiceUnavailable(
                    threads.isShutdown() ? "the voice is closed" : "too many sentences wait for the voice");
        }
        try {
            return task.get();
        } catch (CancellationException e) {
            throw new VoiceUnavailable("the voice is closed");
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            // Does nothing to a task that is done.
            task.cancel(true);
            threads.remove(task);
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

    private record Working(Voice voice, VoiceThreads threads) implements Voice {
        @Override
        public String name() {
            return voice.name();
        }

        @Override
        public Set<String> languages() {
            return voice.languages();
        }

        @Override
        public Synthesis synthesise(String text, VoiceSettings settings) throws VoiceUnavailable, InterruptedException {
            return threads.make(voice, text, settings);
        }

        @Override
        public void close() {
            voice.close();
        }
    }

    /** Interrupts what is being made; whoever waits for it is told that the voice is closed. */
    @Override
    public void close() {
        threads.shutdownNow().forEach(waiting -> {
            if (waiting instanceof FutureTask<?> task) {
                task.cancel(false);
            }
        });
    }
}
