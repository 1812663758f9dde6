package parley.tutor.models.attempts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import parley.tutor.models.ModelAttempt;

/** The last attempts; when it is full, the oldest goes. Thread-safe. */
public final class RecentAttempts implements ModelAttempt.Listener {
    /** How many an operator can scroll through. */
    public static final int USUAL_LIMIT = 200;

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Numbered> attempts = new ArrayDeque<>();
    private long ended;

    /**
     * An attempt and its number, counted from 1 in the order in which they ended.
     *
     * @param number never given twice by one {@link RecentAttempts}
     */
    public record Numbered(long number, ModelAttempt attempt) {}

    public RecentAttempts(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("At least one attempt is kept");
        }
        this.limit = limit;
    }

    @Override
    public void ended(ModelAttempt attempt) {
        lock.lock();
        try {
            if (attempts.size() == limit) {
                attempts.removeLast();
            }
            ended++;
            attempts.addFirst(new Numbered(ended, attempt));
        } finally {
            lock.unlock();
        }
    }

    /** Newest first, at most as many as are kept. */
    public List<Numbered> newestFirst() {
        lock.lock();
        try {
            return new ArrayList<>(attempts);
        } finally {
            lock.unlock();
        }
    }
}
