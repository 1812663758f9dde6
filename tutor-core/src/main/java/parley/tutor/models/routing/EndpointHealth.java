package parley.tutor.models.routing;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.ModelFault;
import parley.tutor.models.routing.ModelStatus.Breaker;

/**
 * A model's circuit breaker. Thread-safe; never waits. Instants are nanoseconds of one monotonic clock.
 *
 * <p>Closed, it counts how calls ended; at the stated share of failures it opens for a cooldown, after which one real
 * request at a time is a probe: its first words close the breaker, its failure opens it for twice as long. An endpoint's
 * Retry-After opens it at once, and is kept to when it comes while it is open already; what else was under way when it
 * opened says nothing any more. Of the window at most {@value #MOST_OUTCOMES} outcomes are kept, the newest.
 */
final class EndpointHealth {
    static final int MOST_OUTCOMES = 512;

    /** An endpoint that wants to be left alone for longer is asked again all the same: it may have been mistaken. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private final RoutingSettings.Breaker settings;
    private final DoubleSupplier lot;

    /** Ring of outcomes: when, and whether it failed. */
    private final long[] at = new long[MOST_OUTCOMES];

    private final boolean[] bad = new boolean[MOST_OUTCOMES];
    private int oldest;
    private int count;

    private boolean open;
    private boolean probing;
    private long coolsUntil;
    private Duration cooldown;
    private @Nullable ModelFault lastFault;

    /**
     * Starts closed.
     *
     * @param lot numbers from 0 to less than 1, for the jitter
     */
    EndpointHealth(RoutingSettings.Breaker settings, DoubleSupplier lot) {
        this.settings = settings;
        this.lot = lot;
        this.cooldown = settings.firstCooldown();
    }

    /** How it is. */
    record View(
            Breaker breaker,
            int calls,
            int failures,
            Duration coolsFor,
            @Nullable ModelFault lastFault) {}

    /** Asks for leave to make one request. */
    synchronized Leave ask(long now) {
        if (!open) {
            return Leave.FREE;
        }
        if (probing || now - coolsUntil < 0) {
            return Leave.NONE;
        }
        probing = true;
        return Leave.PROBE;
    }

    /** Whether leave would be given now. */
    synchronized boolean willing(long now) {
        return !open || (!probing && now - coolsUntil >= 0);
    }

    /** Whether the breaker is closed. */
    synchronized boolean closed() {
        return !open;
    }

    /**
     * First words came; others need not wait for the last ones.
     *
     * @return the leave by which the request reports its end
     */
    synchronized Leave speaks(Leave leave) {
        if (leave != Leave.PROBE) {
            return leave;
        }
        open = false;
        probing = false;
        count = 0;
        return Leave.SPEAKING_PROBE;
    }

    /** The endpoint answered. */
    synchronized void answered(Leave leave, long now) {
        Leave ending = speaks(leave);
        if (open) {
            return;
        }
        if (ending == Leave.SPEAKING_PROBE) {
            cooldown = settings.firstCooldown();
        }
        add(now, false);
    }

    /** The request failed; what is not the endpoint's fault counts as neither success nor failure. */
    synchronized void failed(Leave leave, ModelFault fault, long now) {
        if (!fault.kind().endpointAtFault()) {
            if (leave == Leave.PROBE) {
                // It answered, if not to our liking.
                answered(leave, now);
            }
            return;
        }
        lastFault = fault;
        if (leave == Leave.PROBE) {
            probing = false;
        } else if (open) {
            long asked = now + retryAfter(fault).toNanos();
            coolsUntil = asked - coolsUntil > 0 ? asked : coolsUntil;
            return;
        }
        if (leave == Leave.PROBE || leave == Leave.SPEAKING_PROBE) {
            cooldown = Shorter.of(cooldown.multipliedBy(2), settings.longestCooldown());
            open(fault, now);
            return;
        }
        add(now, true);
        forget(now);
        boolean tooMany = count >= settings.leastCalls() && failures() >= settings.failureShare() * count;
        if (tooMany || retryAfter(fault).isPositive()) {
            cooldown = settings.firstCooldown();
            open(fault, now);
        }
    }

    /** The request was given up, or never made: it says nothing. The next one may be the probe. */
    synchronized void givenBack(Leave leave) {
        if (leave == Leave.PROBE) {
            probing = false;
        }
    }

    synchronized View view(long now) {
        forget(now);
        Duration left = open ? Duration.ofNanos(Math.max(0, coolsUntil - now)) : Duration.ZERO;
        Breaker breaker = !open ? Breaker.CLOSED : left.isZero() ? Breaker.HALF_OPEN : Breaker.OPEN;
        return new View(breaker, count, failures(), left, lastFault);
    }

    private void open(ModelFault fault, long now) {
        open = true;
        double jitter = 1 + settings.jitterShare() * (2 * lot.getAsDouble() - 1);
        long wait = Math.max(
                Math.round(cooldown.toNanos() * jitter), retryAfter(fault).toNanos());
        coolsUntil = now + wait;
    }

    private static Duration retryAfter(ModelFault fault) {
        return fault.retryAfter() == null ? Duration.ZERO : Shorter.of(fault.retryAfter(), LONGEST_RETRY_AFTER);
    }

    private void add(long now, boolean failed) {
        if (count == MOST_OUTCOMES) {
            oldest = (oldest + 1) % MOST_OUTCOMES;
            count--;
        }
        int place = (oldest + count) % MOST_OUTCOMES;
        at[place] = now;
        bad[place] = failed;
        count++;
    }

    private void forget(long now) {
        while (count > 0 && now - at[oldest] > settings.window().toNanos()) {
            oldest = (oldest + 1) % MOST_OUTCOMES;
            count--;
        }
    }

    private int failures() {
        int failures = 0;
        for (int i = 0; i < count; i++) {
            failures += bad[(oldest + i) % MOST_OUTCOMES] ? 1 : 0;
        }
        return failures;
    }
}
