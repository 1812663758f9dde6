package parley.tutor.models.routing;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The places at one endpoint: so many requests at the same time, so many more in a {@link FairLine}. A place that is
 * given back goes to the next in turn directly, so that nobody overtakes. Thread-safe.
 */
final class Places {
    private final ReentrantLock lock = new ReentrantLock();
    private final int most;
    private final FairLine<Waiter> line;
    private int taken;

    Places(int most, int mostWaiting) {
        this.most = most;
        this.line = new FairLine<>(mostWaiting);
    }

    /** How asking for a place ended. */
    enum Taken {
        /** A place is taken and must be given back by {@link #free}. */
        YES,
        /** Too many wait already. */
        FULL,
        /** None came free in time. */
        TOO_LATE
    }

    /**
     * Takes a place, waiting for it at most {@code wait}; not at all when that is zero.
     *
     * @throws InterruptedException when interrupted while waiting; then no place is taken
     */
    Taken take(String learner, Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (taken < most) {
                taken++;
                return Taken.YES;
            }
            if (wait.isZero() || wait.isNegative()) {
                return Taken.TOO_LATE;
            }
            var waiter = new Waiter(lock.newCondition());
            Waiter without = line.add(learner, waiter);
            if (without != null) {
                without.tell(Told.NO_ROOM);
            }
            return await(learner, waiter, wait.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Gives a place back. */
    void free() {
        lock.lock();
        try {
            Waiter next = line.next();
            if (next == null) {
                taken--;
            } else {
                next.tell(Told.GO);
            }
        } finally {
            lock.unlock();
        }
    }

    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return line.size();
        } finally {
            lock.unlock();
        }
    }

    private Taken await(String learner, Waiter waiter, long nanos) throws InterruptedException {
        long left = nanos;
        try {
            while (waiter.told == Told.NOTHING && left > 0) {
                left = waiter.condition.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            if (waiter.told == Told.GO) {
                // The place came with the interrupt; nobody will use it here.
                free();
            }
            line.remove(learner, waiter);
            throw e;
        }
        return switch (waiter.told) {
            case GO -> Taken.YES;
            case NO_ROOM -> Taken.FULL;
            case NOTHING -> {
                line.remove(learner, waiter);
                yield Taken.TOO_LATE;
            }
        };
    }

    private enum Told {
        NOTHING,
        GO,
        NO_ROOM
    }

    /** One who waits; everything under the lock. */
    private static final class Waiter {
        private final Condition condition;
        private Told told = Told.NOTHING;

        Waiter(Condition condition) {
            this.condition = condition;
        }

        void tell(Told what) {
            told = what;
            condition.signal();
        }
    }
}
