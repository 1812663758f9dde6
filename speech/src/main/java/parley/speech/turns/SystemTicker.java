package parley.speech.turns;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** {@link System#nanoTime} as a {@link Ticker}; each alarm is one parked virtual thread. */
final class SystemTicker implements Ticker {
    static final SystemTicker INSTANCE = new SystemTicker();

    private final long origin = System.nanoTime();

    private SystemTicker() {}

    @Override
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - origin);
    }

    @Override
    public Alarm alarm(Runnable ring) {
        return new ThreadAlarm(ring);
    }

    private final class ThreadAlarm implements Alarm {
        private final Runnable ring;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final Thread thread;
        private @Nullable Duration at;
        private boolean closed;

        ThreadAlarm(Runnable ring) {
            this.ring = ring;
            this.thread = Thread.ofVirtual().name("alarm").unstarted(this::run);
            thread.start();
        }

        private void run() {
            while (waitUntilDue()) {
                ring.run();
            }
        }

        private boolean waitUntilDue() {
            lock.lock();
            try {
                while (!closed) {
                    Duration due = at;
                    if (due == null) {
                        changed.await();
                        continue;
                    }
                    long left = due.minus(now()).toNanos();
                    if (left <= 0) {
                        at = null;
                        return true;
                    }
                    // The time really left is read again above, whether this returns early or late.
                    long ignored = changed.awaitNanos(left);
                }
                return false;
            } catch (InterruptedException e) {
                // Nobody but close() ends this thread, and close() does not interrupt.
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void set(Duration instant) {
            lock.lock();
            try {
                at = instant;
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                closed = true;
                changed.signal();
            } finally {
                lock.unlock();
            }
        }
    }
}
