package parley.speech.workers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.speech.hearing.DecoderPool;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.RecogniserHealth;
import parley.speech.hearing.UtteranceDecoder;

/**
 * A recogniser in supervised processes: native code that crashes takes one of them with it, never a session.
 *
 * <p>Thread-safe. Each decoder lives in the worker with the fewest; when that ends (a crash, a kill, no answer within the
 * limit), the decoder gives the utterance's sound to another worker and goes on, and the one that ended is started again
 * after {@link RestartBackOff}. Close it after all decoders; it ends the processes.
 */
public final class RecogniserWorkers implements Recogniser {
    private static final Logger LOG = LoggerFactory.getLogger(RecogniserWorkers.class);

    /** How often workers are looked at for being stuck. */
    private static final Duration WATCH_EVERY = Duration.ofMillis(250);

    /** Ends of one worker in a row, before any was ever ready, after which its model is taken for unusable. */
    private static final int FRUITLESS_STARTS = 3;

    private final String name;
    private final WorkerSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<WorkerSlot> slots = new ArrayList<>();
    private final AtomicLong replays = new AtomicLong();
    private final Thread watch;
    private volatile boolean closed;

    private RecogniserWorkers(String name, WorkerCommand command, WorkerSettings settings, LongSupplier nanos) {
        this.name = name;
        this.settings = settings;
        for (int i = 1; i <= settings.processes(); i++) {
            slots.add(new WorkerSlot(i, command, settings, nanos, this::tellChange));
        }
        this.watch = Thread.ofPlatform().name("recogniser-workers").daemon().unstarted(this::watch);
    }

    /**
     * Starts the workers and waits for the first of them to be ready.
     *
     * @param name what operators know the recogniser by
     * @throws RecogniserFailure when none comes up within the start limit, with the reason that the workers gave
     */
    public static RecogniserWorkers open(String name, WorkerCommand command, WorkerSettings settings)
            throws RecogniserFailure, InterruptedException {
        var workers = new RecogniserWorkers(name, command, settings, System::nanoTime);
        workers.slots.forEach(WorkerSlot::start);
        workers.watch.start();
        try {
            workers.awaitFirst();
        } catch (RecogniserFailure | InterruptedException e) {
            workers.close();
            throw e;
        }
        return workers;
    }

    private void awaitFirst() throws RecogniserFailure, InterruptedException {
        long left = settings.startLimit().toNanos();
        lock.lock();
        try {
            while (slots.stream().allMatch(slot -> slot.usable().isEmpty())) {
                Optional<String> refused = slots.stream()
                        .map(WorkerSlot::refusal)
                        .filter(Objects::nonNull)
                        .findFirst();
                if (slots.stream().anyMatch(slot -> slot.ends() >= FRUITLESS_STARTS)) {
                    throw new RecogniserFailure(refused.orElse("its process ends while it loads the model"));
                }
                if (refused.isPresent() || left <= 0) {
                    throw new RecogniserFailure(refused.orElse("no recogniser worker was ready in time"));
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String name() {
        return name + " in " + settings.processes() + (settings.processes() == 1 ? " worker" : " workers");
    }

    @Override
    public UtteranceDecoder openFree() throws RecogniserFailure {
        return new WorkerDecoder(this, Optional.empty()).opened();
    }

    @Override
    public UtteranceDecoder openAgainst(Grammar grammar) throws RecogniserFailure {
        return new WorkerDecoder(this, Optional.of(grammar)).opened();
    }

    @Override
    public RecogniserHealth health() {
        int usable =
                (int) slots.stream().filter(slot -> slot.usable().isPresent()).count();
        long ends = slots.stream().mapToLong(WorkerSlot::ends).sum();
        return new RecogniserHealth(usable, slots.size(), ends, replays.get());
    }

    /** The processes that are up, by their system's numbers. */
    public List<Long> processIds() {
        return slots.stream()
                .flatMap(slot -> slot.usable().stream())
                .map(WorkerProcess::pid)
                .toList();
    }

    void countReplay() {
        replays.incrementAndGet();
    }

    /** The usable worker with the fewest decoders; waits for one up to the take-over limit. */
    WorkerProcess take() throws RecogniserFailure {
        Optional<WorkerProcess> now = best();
        if (now.isPresent() && !closed) {
            return now.get();
        }
        // The lock is taken within the wait and given back before its end, which may take a while.
        return DecoderPool.waiting(() -> {
            try {
                return awaitBest();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RecogniserFailure("hearing was stopped");
            }
        });
    }

    private Optional<WorkerProcess> best() {
        return slots.stream()
                .flatMap(slot -> slot.usable().stream())
                .min(Comparator.comparingInt(WorkerProcess::openDecoders));
    }

    private WorkerProcess awaitBest() throws RecogniserFailure, InterruptedException {
        long left = settings.takeOverLimit().toNanos();
        lock.lock();
        try {
            while (!closed) {
                Optional<WorkerProcess> best = best();
                if (best.isPresent()) {
                    return best.get();
                }
                if (left <= 0 || slots.stream().noneMatch(slot -> slot.mayComeUp(settings.takeOverLimit()))) {
                    throw new RecogniserFailure("no recogniser worker is up");
                }
                left = changed.awaitNanos(left);
            }
            throw new RecogniserFailure("the recogniser is closed");
        } finally {
            lock.unlock();
        }
    }

    private void tellChange() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        try {
            while (!closed) {
                slots.forEach(WorkerSlot::endIfStuck);
                Thread.sleep(WATCH_EVERY);
            }
        } catch (InterruptedException e) {
            // Only close() interrupts this thread, which ends here.
            LOG.debug("the workers are no longer watched");
        }
    }

    /** Ends all workers; waits up to 2 s for each. */
    @Override
    public void close() {
        closed = true;
        watch.interrupt();
        slots.forEach(WorkerSlot::close);
        tellChange();
    }
}
