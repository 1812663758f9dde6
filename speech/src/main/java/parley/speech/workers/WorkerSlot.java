package parley.speech.workers;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The place of one worker: a thread that starts it, reads from it, and starts it again when it has ended. */
final class WorkerSlot {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerSlot.class);
    private static final long CLOSE_MILLIS = 2_000;

    private final int number;
    private final WorkerCommand command;
    private final WorkerSettings settings;
    private final LongSupplier nanos;
    private final Runnable changed;
    private final Thread thread;
    private volatile @Nullable WorkerProcess process;
    private volatile @Nullable String refusal;
    private final AtomicInteger ends = new AtomicInteger();
    private volatile long nextStartNanos;
    private volatile boolean waiting;
    private volatile boolean closed;

    /** @param changed told whenever a worker has come up or is gone */
    WorkerSlot(int number, WorkerCommand command, WorkerSettings settings, LongSupplier nanos, Runnable changed) {
        this.number = number;
        this.command = command;
        this.settings = settings;
        this.nanos = nanos;
        this.changed = changed;
        // A platform thread: reading a pipe would pin a carrier.
        this.thread =
                Thread.ofPlatform().name("recogniser-worker-" + number).daemon().unstarted(this::supervise);
    }

    void start() {
        thread.start();
    }

    /** Its worker, when that can be asked now. */
    Optional<WorkerProcess> usable() {
        WorkerProcess now = process;
        return now != null && now.usable() ? Optional.of(now) : Optional.empty();
    }

    /** Why its last worker said that it can't start; null when it did not. */
    @Nullable
    String refusal() {
        return refusal;
    }

    int ends() {
        return ends.get();
    }

    /** Whether a worker may come up within {@code limit}: one is starting, or will be soon. */
    boolean mayComeUp(Duration limit) {
        return !closed && (!waiting || nextStartNanos - nanos.getAsLong() <= limit.toNanos());
    }

    /** Ends a worker that takes too long. */
    void endIfStuck() {
        WorkerProcess now = process;
        if (now != null && now.stuck(settings.startLimit(), settings.callLimit())) {
            LOG.warn("recogniser worker {} (process {}) does not answer; it is ended", number, now.pid());
            now.end();
        }
    }

    private void supervise() {
        int inARow = 0;
        try {
            while (!closed) {
                Duration lived = runOnce();
                if (closed) {
                    return;
                }
                ends.incrementAndGet();
                inARow = settings.backOff().endsInARow(inARow, lived);
                Duration wait = settings.backOff().wait(inARow);
                LOG.warn("recogniser worker {} starts again in {} ms", number, wait.toMillis());
                nextStartNanos = nanos.getAsLong() + wait.toNanos();
                waiting = true;
                changed.run();
                Thread.sleep(wait);
                waiting = false;
            }
        } catch (InterruptedException e) {
            // Only close() interrupts this thread, which ends here.
            closed = true;
        } finally {
            changed.run();
        }
    }

    private Duration runOnce() throws InterruptedException {
        WorkerProcess worker;
        try {
            worker = WorkerProcess.start(command, nanos);
        } catch (IOException e) {
            refusal = "a worker process can't be started";
            LOG.error("recogniser worker {} can't be started", number, e);
            return Duration.ZERO;
        }
        process = worker;
        if (closed) {
            worker.end();
        }
        Optional<String> said = worker.readUntilEnd(() -> {
            refusal = null;
            LOG.info("recogniser worker {} (process {}) is ready", number, worker.pid());
            changed.run();
        });
        process = null;
        said.ifPresent(reason -> refusal = reason);
        changed.run();
        if (!closed) {
            LOG.warn(
                    "recogniser worker {} (process {}) has ended after {} s: {}",
                    number,
                    worker.pid(),
                    worker.lived().toSeconds(),
                    said.isPresent() ? said.get() : worker.exit());
        }
        return worker.lived();
    }

    /** Ends the worker and the thread, waiting for it at most {@value #CLOSE_MILLIS} ms. */
    void close() {
        closed = true;
        WorkerProcess now = process;
        if (now != null) {
            now.end();
        }
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
