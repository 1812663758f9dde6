package parley.tutor.models.langchain4j;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer on its way from the JDK's client to the one thread that reads it. That thread waits here with
 * its own deadline, so that a silent endpoint costs neither a watchdog nor a timer of ours, and a piece that comes wakes
 * it alone.
 *
 * <p>At most {@value #WINDOW} pieces wait, each of what one read of the socket gave (16 KiB or less); behind them the
 * socket fills and the endpoint waits. {@link #next} is for one thread; the rest is thread-safe.
 */
final class Inflow implements HttpResponse.BodySubscriber<Inflow> {
    static final int WINDOW = 16;

    /** How long an endpoint may take to end its answer tidily after its last word. */
    private static final long TIDY_END_MILLIS = 100;

    /** What may come after the last word. */
    private static final int TIDY_END_PIECES = 4;

    private static final Executor TIDY_END_TIMER =
            CompletableFuture.delayedExecutor(TIDY_END_MILLIS, TimeUnit.MILLISECONDS, Runnable::run);

    /** What the body gave next. */
    sealed interface Next {
        record Piece(List<ByteBuffer> buffers) implements Next {}

        record End(@Nullable Throwable cause) implements Next {}

        /** Nothing, for as long as was waited. */
        record Silence() implements Next {}
    }

    private static final Next SILENCE = new Next.Silence();

    private final ConcurrentLinkedQueue<Next> items = new ConcurrentLinkedQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Thread reader;
    // Set once, by the reader: what comes from then on is dropped.
    private volatile boolean left;
    private volatile boolean givenUp;
    private volatile boolean complete;
    private int taken;
    private int droppedPieces;

    @Override
    public CompletionStage<Inflow> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription of) {
        subscription = of;
        of.request(WINDOW);
        // Whoever gives up at this moment sees the subscription, or is seen here.
        if (givenUp) {
            of.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (left) {
            if (++droppedPieces > TIDY_END_PIECES) {
                cancel();
            }
            return;
        }
        add(new Next.Piece(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        complete = true;
        add(new Next.End(cause));
    }

    @Override
    public void onComplete() {
        complete = true;
        add(new Next.End(null));
    }

    private void add(Next item) {
        items.add(item);
        // Written before it looks at the items the last time, so either it sees the item or we see it.
        Thread waiting = reader;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /**
     * Waits for what comes next, at most {@code nanos}; what is there already is given without a wait.
     *
     * @throws IOException when the connection broke
     */
    Next next(long nanos) throws IOException, InterruptedException {
        Next item = await(nanos);
        if (item instanceof Next.Piece && ++taken == WINDOW / 2) {
            // In one go, for each request is a round through the client's own tasks.
            taken = 0;
            request(WINDOW / 2);
        }
        if (item instanceof Next.End(Throwable cause) && cause != null) {
            throw cause instanceof IOException broken ? broken : new IOException(cause);
        }
        return item;
    }

    private Next await(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Next item = items.poll();
        if (item != null) {
            return item;
        }
        long due = System.nanoTime() + nanos;
        reader = Thread.currentThread();
        try {
            while ((item = items.poll()) == null) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                long remaining = due - System.nanoTime();
                if (remaining <= 0) {
                    return SILENCE;
                }
                LockSupport.parkNanos(this, remaining);
            }
            return item;
        } finally {
            reader = null;
        }
    }

    /**
     * The reader has its whole answer: the endpoint may end it tidily within {@value #TIDY_END_MILLIS} ms, so that the
     * connection can serve another request; then it is closed. Does not wait.
     */
    void leaveTidily() {
        left = true;
        items.clear();
        if (!complete) {
            request(TIDY_END_PIECES + 1);
            TIDY_END_TIMER.execute(this::cancel);
        }
    }

    /** The reader gives up: the connection is closed unless the answer has ended. */
    void leave() {
        left = true;
        items.clear();
        cancel();
    }

    private void request(int pieces) {
        Flow.Subscription of = subscription;
        if (of != null) {
            of.request(pieces);
        }
    }

    private void cancel() {
        givenUp = true;
        Flow.Subscription of = subscription;
        if (of != null && !complete) {
            of.cancel();
        }
    }
}
