package parley.speech.hearing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few platform threads shared by all sessions for native decoding, which would pin virtual threads.
 *
 * <p>Each session has a {@link Lane}. A lane with work stands in one line with the others and gets one
 * piece done per turn, so a busy session delays the others by at most one piece. A lane is never worked
 * on by two threads at once, and each piece sees what the one before wrote. The line is as long as there
 * are busy lanes; each lane bounds its own queue.
 */
public final class DecoderPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DecoderPool.class);
    private static final long CLOSE_SECONDS = 5;

    /** Threads that may stand in for ones that wait; more waits than this hold up decoding. */
    private static final int STAND_INS = 16;

    private static final ThreadLocal<@Nullable DecoderPool> CURRENT = new ThreadLocal<>();

    private final BlockingQueue<Lane> line = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Semaphore working;
    private final int size;
    private volatile boolean closed;

    /** Starts daemon threads of which {@code size}, 1..64, decode at a time; one per core is right. */
    public DecoderPool(int size) {
        if (size < 1 || size > 64) {
            throw new IllegalArgumentException("decoder threads lie in 1..64, not " + size);
        }
        this.size = size;
        this.working = new Semaphore(size);
        for (int i = 1; i <= size + STAND_INS; i++) {
            threads.add(Thread.ofPlatform().name("decoder-" + i).daemon().start(this::work));
        }
    }

    public int size() {
        return size;
    }

    /** Lanes waiting for a thread now; a measure of load. */
    public int waiting() {
        return line.size();
    }

    /**
     * A new lane.
     *
     * @param piece does one piece of the lane's work and says whether there is more; does nothing when
     *     there is none
     */
    public Lane lane(BooleanSupplier piece) {
        return new Lane(piece);
    }

    /** Something that waits, and what it yields. */
    @FunctionalInterface
    public interface Waiting<T> {
        T await() throws RecogniserFailure;
    }

    /**
     * Waits for something that needs no processor here, such as a network. On a thread of a pool another one stands in
     * meanwhile, up to {@value #STAND_INS} at a time, so that other lanes are worked on; the lane itself stays with its
     * thread.
     */
    public static <T> T waiting(Waiting<T> something) throws RecogniserFailure {
        DecoderPool pool = CURRENT.get();
        if (pool == null) {
            return something.await();
        }
        pool.working.release();
        try {
            return something.await();
        } finally {
            pool.working.acquireUninterruptibly();
        }
    }

    private void work() {
        CURRENT.set(this);
        while (!closed) {
            try {
                // Only as many as there should be stand at the line; the others are stand-ins.
                working.acquire();
                try {
                    line.take().run();
                } finally {
                    working.release();
                }
            } catch (InterruptedException e) {
                // Only close() interrupts these threads.
                if (closed) {
                    return;
                }
            }
        }
    }

    /** Ends the threads, waiting up to {@value #CLOSE_SECONDS} s for the pieces in hand. Queued work is dropped. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work of one session, done in order. Thread-safe. */
    public final class Lane {
        private enum State {
            IDLE,
            IN_LINE,
            RUNNING,
            /** Woken while running: the piece may have looked for work just before it came. */
            RUNNING_WOKEN
        }

        private final BooleanSupplier piece;
        private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

        private Lane(BooleanSupplier piece) {
            this.piece = piece;
        }

        /** There is work; call it after the work can be seen. Cheap and never blocks. */
        public void wake() {
            State before = state.getAndUpdate(now -> switch (now) {
                case IDLE, IN_LINE -> State.IN_LINE;
                case RUNNING, RUNNING_WOKEN -> State.RUNNING_WOKEN;
            });
            if (before == State.IDLE) {
                line.add(this);
            }
        }

        private void run() {
            state.set(State.RUNNING);
            boolean more = false;
            try {
                more = piece.getAsBoolean();
            } catch (RuntimeException | Error e) {
                LOG.error("a piece of decoding work failed", e);
            }
            if (more || !state.compareAndSet(State.RUNNING, State.IDLE)) {
                state.set(State.IN_LINE);
                line.add(this);
            }
        }
    }
}
