package parley.tutor.actor;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the inputs of one loop wait: a queue of at most {@value #CAPACITY}.
 *
 * <p>When it is full {@link #tell} answers false at once (the caller says "busy"), and {@link #tellWaiting} holds its
 * caller back, which is how a fast model is slowed to the pace of its conversation. Thread-safe.
 */
public final class Mailbox<I> {
    /** Inputs that may wait; a spoken turn produces about 40 a second, so this is half a minute of arrears. */
    public static final int CAPACITY = 1_024;

    private final BlockingQueue<I> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean closed;

    /** Offers an input without waiting; false when the mailbox is full or closed. */
    public boolean tell(I input) {
        if (closed) {
            return false;
        }
        boolean taken = queue.offer(input);
        if (!taken) {
            refused.incrementAndGet();
        }
        return taken;
    }

    /**
     * Offers an input and waits while the mailbox is full; false when it is closed.
     *
     * @throws InterruptedException when the caller is interrupted; the input was not taken
     */
    public boolean tellWaiting(I input) throws InterruptedException {
        while (!closed) {
            if (queue.offer(input, 100, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    /** How many inputs were refused because the mailbox was full. */
    public long refusedInputs() {
        return refused.get();
    }

    I take() throws InterruptedException {
        return queue.take();
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
