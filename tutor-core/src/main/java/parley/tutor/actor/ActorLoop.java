package parley.tutor.actor;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.logging.ThrownAt;

/**
 * One conversation's thread: takes an input from its mailbox, steps the machine, performs the effects.
 *
 * <p>Everything that happens to a conversation happens here, one input after another, so its state needs no lock.
 * Callbacks of providers, sockets and timers only tell the {@link Mailbox}.
 *
 * <p>Thread-safe. {@link #close} stops the thread after the step in hand; inputs still waiting are dropped.
 */
public final class ActorLoop<S, I, E extends Effect> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActorLoop.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Machine<S, I, E> machine;
    private final Mailbox<I> mailbox;
    private final EffectHandler<I, E> handler;
    private final Thread thread;
    private volatile S state;

    private ActorLoop(
            String name, S initial, Machine<S, I, E> machine, Mailbox<I> mailbox, EffectHandler<I, E> handler) {
        this.machine = machine;
        this.mailbox = mailbox;
        this.handler = handler;
        this.state = initial;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Starts a loop on its own virtual thread. It alone takes from {@code mailbox} and closes it. */
    public static <S, I, E extends Effect> ActorLoop<S, I, E> start(
            String name, S initial, Machine<S, I, E> machine, Mailbox<I> mailbox, EffectHandler<I, E> handler) {
        var loop = new ActorLoop<>(name, initial, machine, mailbox, handler);
        loop.thread.start();
        return loop;
    }

    /** The state after the last step; safe to read from any thread, already out of date when read. */
    public S state() {
        return state;
    }

    private void run() {
        while (!mailbox.isClosed()) {
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
        } catch (RuntimeException | Error e) {
            // A bug. Whoever waits for this input must learn of it, and the loop must outlive it.
            LOG.error(
                    "A step failed on {}; it has not happened: {}",
                    input.getClass().getSimpleName(),
                    new ThrownAt(e));
            if (mayRecover) {
                stepOnce(handler.undone(input, e), false);
            }
            return;
        }
        for (E effect : step.effects()) {
            if (effect.commits()) {
                try {
                    handler.perform(effect);
                } catch (Exception | Error e) {
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
                } catch (Exception | Error e) {
                    LOG.error("Effect {} failed: {}", effect.getClass().getSimpleName(), new ThrownAt(e));
                }
            }
        }
    }

    /** Stops the loop and waits at most two seconds for the step in hand; safe to call twice and from the loop. */
    @Override
    public void close() {
        mailbox.close();
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
