package parley.speech.turns;

import java.time.Duration;

/**
 * A clock that never goes back, with alarms; thread-safe. The point it counts from is arbitrary, so its readings are
 * compared only with each other.
 */
public interface Ticker {
    /** Time since the clock's own beginning. */
    Duration now();

    /** A new alarm; {@code ring} is called on a thread of the clock's, must not block, and may set the alarm again. */
    Alarm alarm(Runnable ring);

    /** The system's monotonic clock. */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }

    /** Rings once at the time last set. Thread-safe. */
    interface Alarm extends AutoCloseable {
        /** Rings at {@code instant}, or at once when that has passed; replaces what was set before. */
        void set(Duration instant);

        /** Never rings again, but for a ring already under way; idempotent. */
        @Override
        void close();
    }
}
