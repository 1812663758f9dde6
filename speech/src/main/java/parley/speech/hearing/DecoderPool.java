package parley.speech.hearing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
 *
 * <p>Quick lanes, for pieces of well below a millisecond such as voice activity, stand in a line of their
 * own that goes first, and have one thread more that does nothing else: however long decoding takes, and
 * whatever it waits for, an onset is noticed.
 */
public final class DecoderPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DecoderPool.class);
    private static final long CLOSE_SECONDS = 5;

    /** Threads that may stand in for ones that wait; more waits than this hold up decoding. Begun as needed. */
    static final int STAND_INS = 64;

    private static final ThreadLocal<@Nullable DecoderPool> CURRENT = new ThreadLocal<>();

    private final int size;

    /** Guards all that follows; held only for moments. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition work = lock.newCondition();
    private final Condition quickWork = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<Lane> line = new ArrayDeque<>();
    private final Deque<Lane> quickLine = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();

    /** Threads that decode, now idle at the line. */
    private int idle;

    /** Whether the thread of the quick lanes waits for one. */
    private boolean listenerIdle;

    /** Threads with a piece in hand that wait for nothing else; at most {@link #size}. */
    private int running;

    /** Threads whose wait is over and that want to be among the running again; they go before the line. */
    private int returning;

    private boolean closed;

    /** For daemon threads of which {@code size}, 1..64, decode at a time; one per core is right. */
    public DecoderPool(int size) {
        if (size < 1 || size > 64) {
            throw new IllegalArgumentException("decoder threads lie in 1..64, not " + size);
        }
        this.size = size;
        threads.add(Thread.ofPlatform().name("listener").daemon().start(this::listen));
    }

    public int size() {
        return size;
    }

    /** Lanes waiting for a thread now; a measure of load. */
    public int waiting() {
        lock.lock();
        try {
            return line.size() + quickLine.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A new lane.
     *
     * @param piece does one piece of the lane's work and says whether there is more; does nothing when
     *     there is none
     */
    public Lane lane(BooleanSupplier piece) {
        return new Lane(piece, false);
    }

    /** A new lane that goes before all decoding; its pieces never wait and take well below a millisecond. */
    public Lane quickLane(BooleanSupplier piece) {
        return new Lane(piece, true);
    }

    /** Something that waits, and what it yields. */
    @FunctionalInterface
    public interface Waiting<T, E extends Exception> {
        T await() throws E;
    }

    /**
     * Waits for something that needs no processor here, such as a network or another process. On a decoding thread of a
     * pool another one stands in meanwhile, up to {@value #STAND_INS} at a time, so that other lanes are worked on; the
     * lane itself stays with its thread. Must not be called while holding a lock that other lanes take, because coming
     * back waits for a piece of theirs to end.
     */
    public static <T, E extends Exception> T waiting(Waiting<T, E> something) throws E {
        DecoderPool pool = CURRENT.get();
        if (pool == null) {
            return something.await();
        }
        pool.leave();
        // A wait within this one has no place to give.
        CURRENT.remove();
        try {
            return something.await();
        } finally {
            CURRENT.set(pool);
            pool.comeBack();
        }
    }

    private void decode() {
        CURRENT.set(this);
        for (Lane next = enter(); next != null; next = enter()) {
            next.run();
            done();
        }
    }

    /** The next lane, once there is one and room to work on it; null when the pool is closed. */
    private @Nullable Lane enter() {
        lock.lock();
        try {
            idle++;
            while (!closed && !mayBegin()) {
                work.awaitUninterruptibly();
            }
            idle--;
            if (closed) {
                return null;
            }
            running++;
            Lane next = quickLine.isEmpty() ? line.removeFirst() : quickLine.removeFirst();
            callDecoder();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is a lane to work on, and room beside the running and those who come back. */
    private boolean mayBegin() {
        return running + returning < size && !(line.isEmpty() && quickLine.isEmpty());
    }

    /** Calls a thread for what stands in line; it calls the next one itself. */
    private void callDecoder() {
        if (closed || !mayBegin()) {
            return;
        }
        if (idle > 0) {
            work.signal();
        } else if (threads.size() <= size + STAND_INS) {
            threads.add(Thread.ofPlatform()
                    .name("decoder-" + threads.size())
                    .daemon()
                    .start(this::decode));
        }
    }

    /** The piece is done; its thread looks for the next one by itself. */
    private void done() {
        lock.lock();
        try {
            running--;
            room.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The thread waits for something else; another one may have its place. */
    private void leave() {
        lock.lock();
        try {
            running--;
            room.signal();
            callDecoder();
        } finally {
            lock.unlock();
        }
    }

    private void comeBack() {
        lock.lock();
        try {
            returning++;
            while (running >= size) {
                room.awaitUninterruptibly();
            }
            returning--;
            running++;
        } finally {
            lock.unlock();
        }
    }

    private void listen() {
        for (Lane next = nextQuick(); next != null; next = nextQuick()) {
            next.run();
        }
    }

    private @Nullable Lane nextQuick() {
        lock.lock();
        try {
            while (!closed && quickLine.isEmpty()) {
                listenerIdle = true;
                quickWork.awaitUninterruptibly();
            }
            listenerIdle = false;
            return closed ? null : quickLine.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    private Deque<Lane> lineOf(Lane lane) {
        return lane.quick ? quickLine : line;
    }

    private void stand(Lane lane) {
        lock.lock();
        try {
            lineOf(lane).addLast(lane);
            if (!callListener(lane)) {
                callDecoder();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean callListener(Lane lane) {
        boolean calls = lane.quick && listenerIdle;
        if (calls) {
            listenerIdle = false;
            quickWork.signal();
        }
        return calls;
    }

    /** After a piece, for more of the same; the thread that did it looks at the line next. */
    private void standAgain(Lane lane) {
        lock.lock();
        try {
            lineOf(lane).addLast(lane);
            callListener(lane);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the threads, waiting up to {@value #CLOSE_SECONDS} s for the pieces in hand. Queued work is dropped. */
    @Override
    public void close() {
        List<Thread> ending;
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            quickWork.signalAll();
            ending = List.copyOf(threads);
        } finally {
            lock.unlock();
        }
        // What a piece waits for is given up.
        ending.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
        try {
            for (Thread thread : ending) {
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
        private final boolean quick;
        private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

        private Lane(BooleanSupplier piece, boolean quick) {
            this.piece = piece;
            this.quick = quick;
        }

        /** There is work; call it after the work can be seen. Cheap and never blocks. */
        public void wake() {
            State before = state.getAndUpdate(now -> switch (now) {
                case IDLE, IN_LINE -> State.IN_LINE;
                case RUNNING, RUNNING_WOKEN -> State.RUNNING_WOKEN;
            });
            if (before == State.IDLE) {
                stand(this);
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
                standAgain(this);
            }
        }
    }
}
