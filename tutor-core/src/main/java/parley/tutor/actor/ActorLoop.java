package parley.tutor.actor;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One conversation's thread: takes an input from a bounded mailbox, steps the machine, performs the effects.
 *
 * <p>Everything that happens to a conversation happens here, one input after another, so its state needs no lock.
 * Callbacks of providers, sockets and timers only {@link #tell}.
 *
 * <p>The mailbox holds {@value #MAILBOX_CAPACITY} inputs. When it is full {@link #tell} answers false at once (the
 * caller says "busy"), and {@link #tellWaiting} holds its caller back, which is how a fast model is slowed to the pace
 * of its conversation.
 *
 * <p>Thread-safe. {@link #close} stops the thread after the step in hand; inputs still waiting are dropped.
 */
public final class ActorLoop<S, I, E extends Effect> implements AutoCloseable {
    /** Inputs that may wait; a spoken turn produces about 40 a second, so this is half a minute of arrears. */
    public static final int MAILBOX_CAPACITY = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(ActorLoop.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Machine<S, I, E> machine;
    private final EffectHandler<I, E> handler;
    private final BlockingQueue<I> mailbox = new ArrayBlockingQueue<>(MAILBOX_CAPACITY);
    private final AtomicLong refused = new AtomicLong();
    private final Thread thread;
    private volatile S state;
    private volatile boolean closed;

    private ActorLoop(String name, S initial, Machine<S, I, E> machine, EffectHandler<I, E> handler) {
        this.machine = machine;
        this.handler = handler;
        this.state = initial;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Starts a loop on its own virtual thread. */
    public static <S, I, E extends Effect> ActorLoop<S, I, E> start(
            String name, S initial, Machine<S, I, E> machine, EffectHandler<I, E> handler) {
        var loop = new ActorLoop<>(name, initial, machine, handler);
        loop.thread.start();
        return loop;
    }

    /** Offers an input without waiting; false when the mailbox is full or the loop is closed. */
    public boolean tell(I input) {
        if (closed) {
            return false;
        }
        boolean taken = mailbox.offer(input);
        if (!taken) {
            refused.incrementAndGet();
        }
        return taken;
    }

    /**
     * Offers an input and waits while the mailbox is full; false when the loop is closed.
     *
     * @throws InterruptedException when the caller is interrupted; the input was not taken
     */
    public boolean tellWaiting(I input) throws InterruptedException {
        while (!closed) {
            if (mailbox.offer(input, 100, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    /** The state after the last step; safe to read from any thread, already out of date when read. */
    public S state() {
        return state;
    }

    /** How many inputs were refused because the mailbox was full. */
    public long refusedInputs() {
        return refused.get();
    }

    private void run() {
        while (!closed) {
            I input;
            try {
                input = mailbox.take();
            } catch (InterruptedException e) {
                // Only close() interrupts this thread; the loop's condition ends it.
                continue;
            }
            stepOnce(input, true);
        }
    }

    private void stepOnce(I input, boolean mayRecover) {
        Step<S, E> step;
        try {
            step = machine.step(state, input);
        } catch (RuntimeException e) {
            LOG.error(
                    "A step failed on {}; the input is dropped",
                    input.getClass().getSimpleName(),
                    e);
            return;
        }
        for (E effect : step.effects()) {
            if (effect.commits()) {
                try {
                    handler.perform(effect);
                } catch (Exception e) {
                    LOG.error("Could not commit {}: {}", effect.getClass().getSimpleName(), e.toString());
                    if (mayRecover) {
                        stepOnce(handler.undone(input, e), false);
                    }
                    return;
                }
            }
        }
        state = step.state();
        for (E effect : step.effects()) {
            if (!effect.commits()) {
                try {
                    handler.perform(effect);
                } catch (Exception e) {
                    LOG.error("Effect {} failed", effect.getClass().getSimpleName(), e);
                }
            }
        }
    }

    /** Stops the loop and waits at most two seconds for the step in hand; safe to call twice and from the loop. */
    @Override
    public void close() {
        closed = true;
        if (Thread.currentThread() == thread) {
            return;
        }
        thread.interrupt();
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                LOG.warn("Conversation thread {} did not end within {}", thread.getName(), CLOSE_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
