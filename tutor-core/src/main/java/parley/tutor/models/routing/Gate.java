package parley.tutor.models.routing;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import parley.tutor.models.Cost;
import parley.tutor.models.ModelAttempt.Reason;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.ModelFault;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.context.PromptTokens;
import parley.tutor.models.context.PromptTooLong;
import parley.tutor.models.routing.SpendLedger.Reservation;
import parley.tutor.models.routing.SpendLedger.Reserved;

/**
 * Lets requests through to models: each needs a place at the endpoint, leave of its breaker, and a reservation in the
 * budget. What was taken is given back when one of them is refused. Thread-safe.
 */
record Gate(RoutingSettings settings, ModelRouter.Parts parts) {
    /** A request that has less time than this until its first word is not worth making. */
    static final Duration LEAST_TIME = Duration.ofMillis(50);

    /** An answer to {@link #admit}. */
    sealed interface Admission {
        /** The request may be made; {@link Attempt#run} must follow, which gives everything back. */
        record Admitted(Attempt attempt) implements Admission {}

        record Refused(ModelFault fault) implements Admission {}
    }

    /**
     * Asks for leave to send {@code call} to {@code live}.
     *
     * @param within how long the first text may take, the wait for a place included
     * @param mayWait whether to wait for a place at all
     * @throws InterruptedException when interrupted, at any point; nothing is taken then
     */
    Admission admit(LiveModel live, ModelCall call, long number, Reason reason, Duration within, boolean mayWait)
            throws InterruptedException {
        long asked = parts.nanos().getAsLong();
        if (!live.health().willing(asked)) {
            return new Admission.Refused(live.cooling(asked));
        }
        var request = new Attempt.Request(live, call, number, reason);
        Duration wait = mayWait ? Shorter.of(within, live.entry().endpoint().firstTokenTimeout()) : Duration.ZERO;
        return switch (live.places().take(call.caller().learner(), wait)) {
            case FULL -> refused(request, Kind.OVERLOADED, "too many requests wait for it already");
            case TOO_LATE -> refused(request, Kind.OVERLOADED, "it is busy, and no place came free in time");
            case YES -> placed(request, within, asked);
        };
    }

    private Admission placed(Attempt.Request request, Duration within, long asked) throws InterruptedException {
        LiveModel live = request.live();
        Leave leave = Leave.NONE;
        boolean admitted = false;
        try {
            long now = parts.nanos().getAsLong();
            Duration queued = Duration.ofNanos(now - asked);
            Duration left = within.minus(queued);
            if (left.compareTo(LEAST_TIME) < 0) {
                return refused(request, Kind.OVERLOADED, "it is busy, and no place came free in time");
            }
            leave = live.health().ask(now);
            if (leave == Leave.NONE) {
                return new Admission.Refused(live.cooling(now));
            }
            ModelCall sent = parts.fit().fit(live.entry(), request.call()).within(left);
            LocalDate day = LocalDate.ofInstant(parts.clock().instant(), ZoneOffset.UTC);
            var ready = new Attempt.Request(live, sent, request.number(), request.reason());
            if (!settings.budget().limited()) {
                admitted = true;
                return new Admission.Admitted(new Attempt(parts, ready, leave, queued, day, null));
            }
            return switch (reserve(ready, day)) {
                case Reserved.Refused(String reason) -> refused(request, Kind.BUDGET, reason);
                case Reserved.Granted(Reservation reservation) -> {
                    admitted = true;
                    yield new Admission.Admitted(new Attempt(parts, ready, leave, queued, day, reservation));
                }
            };
        } catch (PromptTooLong e) {
            return refused(request, e.fault());
        } finally {
            if (!admitted) {
                live.health().givenBack(leave);
                live.places().free();
            }
        }
    }

    private Reserved reserve(Attempt.Request request, LocalDate day) throws InterruptedException {
        ModelEntry entry = request.live().entry();
        ModelCall call = request.call();
        long prompt = parts.tokens().of(entry, call);
        long answer = PromptTokens.answer(entry, call);
        Cost cost = entry.price().of(prompt, answer);
        requireWanted();
        try {
            return parts.ledger()
                    .reserve(day, call.caller().learner(), entry.name(), prompt + answer, cost, settings.budget());
        } catch (LedgerUnavailable e) {
            // A store that was interrupted is not one that failed.
            requireWanted();
            // Nothing is spent that cannot be counted.
            return new Reserved.Refused("what was spent today cannot be read or written");
        }
    }

    private static void requireWanted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The answer is no longer wanted");
        }
    }

    private Admission refused(Attempt.Request request, Kind kind, String reason) {
        return refused(request, ModelFault.of(kind, reason));
    }

    private Admission refused(Attempt.Request request, ModelFault fault) {
        Attempt.report(parts, request.refused(parts.clock().instant(), fault));
        return new Admission.Refused(fault);
    }
}
