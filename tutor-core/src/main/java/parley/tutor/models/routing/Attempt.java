package parley.tutor.models.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.logging.ThrownAt;
import parley.tutor.models.Cost;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.LanguageModel.TextSink;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelAttempt.Reached;
import parley.tutor.models.ModelAttempt.Reason;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.ModelFault;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.Usage;
import parley.tutor.models.routing.SpendLedger.Reservation;
import parley.tutor.models.tools.ToolCall;

/**
 * One request to one model that was let through. {@link #run} makes it and then, in whatever way it ended, tells the
 * breaker, settles the reservation, gives the place back and reports. Run once, by one thread.
 */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    /** Of an answer whose tokens nobody reports so much is kept for counting them. */
    private static final int MOST_COUNTED_CHARS = 64 << 10;

    private final ModelRouter.Parts parts;
    private final Request request;
    private Leave leave;
    private final Duration queued;
    private final LocalDate day;
    private final @Nullable Reservation reservation;
    private volatile boolean lost;

    Attempt(
            ModelRouter.Parts parts,
            Request request,
            Leave leave,
            Duration queued,
            LocalDate day,
            @Nullable Reservation reservation) {
        this.parts = parts;
        this.request = request;
        this.leave = leave;
        this.queued = queued;
        this.day = day;
        this.reservation = reservation;
    }

    /** What is asked of whom, and why. */
    record Request(LiveModel live, ModelCall call, long number, Reason reason) {
        /** The report of a request that was not let through. */
        ModelAttempt refused(Instant at, ModelFault fault) {
            return attempt(
                    at, Duration.ZERO, Reached.NONE, null, Duration.ZERO, Usage.UNKNOWN, Cost.NONE, fault, false);
        }

        private ModelAttempt attempt(
                Instant at,
                Duration queued,
                Reached reached,
                @Nullable Duration firstToken,
                Duration total,
                Usage usage,
                Cost cost,
                @Nullable ModelFault fault,
                boolean cancelled) {
            return new ModelAttempt(
                    number,
                    call.caller().conversation(),
                    call.purpose(),
                    live.name(),
                    live.entry().endpoint().model(),
                    reason,
                    reached,
                    at,
                    queued,
                    firstToken,
                    total,
                    usage,
                    cost,
                    fault,
                    cancelled);
        }
    }

    LiveModel live() {
        return request.live();
    }

    boolean isProbe() {
        return leave == Leave.PROBE;
    }

    /** Says that a faster model won, before this one is interrupted. */
    void lost() {
        lost = true;
    }

    /**
     * Makes the request.
     *
     * @throws InterruptedException when interrupted, which is nobody's failure
     */
    StreamEnd run(TextSink sink) throws InterruptedException {
        Instant at = parts.clock().instant();
        var watched = new Watched(sink, parts.nanos().getAsLong());
        StreamEnd end = null;
        try {
            end = streamed(watched);
            return end;
        } finally {
            over(end, at, watched);
        }
    }

    /** Never made after all: gives everything back. */
    void drop() {
        uninterrupted(() -> {
            try {
                live().health().givenBack(leave);
            } finally {
                settle(Spent.NOTHING);
            }
        });
    }

    private StreamEnd streamed(Watched watched) throws InterruptedException {
        StreamEnd end;
        try {
            end = live().model().stream(request.call(), watched);
        } catch (LanguageModel.Enough e) {
            end = new StreamEnd.Done(live().name(), LanguageModel.Finish.LENGTH, Usage.UNKNOWN, List.of());
        } catch (RuntimeException e) {
            if (watched.sinkBroken) {
                throw e;
            }
            // A bug in one model's adapter. Its message may quote what was said.
            LOG.error("The model {} threw {}", live().name(), new ThrownAt(e));
            end = new StreamEnd.Failed(
                    live().name(),
                    ModelFault.of(Kind.MALFORMED, "an internal error; the log has the details"),
                    watched.firstToken != null);
        }
        if (end instanceof StreamEnd.Failed && Thread.interrupted()) {
            throw new InterruptedException("The answer is no longer wanted");
        }
        return end;
    }

    /** A null end: given up, or broken by something that is not the model's. Nothing stays taken whatever throws. */
    private void over(@Nullable StreamEnd end, Instant at, Watched watched) {
        uninterrupted(() -> {
            long now = parts.nanos().getAsLong();
            Duration total = Duration.ofNanos(now - watched.started);
            ModelFault fault = end instanceof StreamEnd.Failed failed ? failed.fault() : null;
            Spent spent = Spent.NOTHING;
            try {
                tellHealth(end, fault, watched.firstToken, total, now);
                spent = spent(end, fault, watched);
            } finally {
                try {
                    settle(spent);
                } finally {
                    Reached reached = end instanceof StreamEnd.Done ? Reached.DONE : watched.reached;
                    report(
                            parts,
                            request.attempt(
                                    at,
                                    queued,
                                    reached,
                                    watched.firstToken,
                                    total,
                                    spent.usage(),
                                    spent.cost(),
                                    fault,
                                    end == null));
                }
            }
        });
    }

    /** Does {@code work}, whose store must not take an interrupt for its own, and gives the place back. */
    private void uninterrupted(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            live().places().free();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tellHealth(
            @Nullable StreamEnd end,
            @Nullable ModelFault fault,
            @Nullable Duration firstToken,
            Duration total,
            long now) {
        EndpointHealth health = live().health();
        if (firstToken != null) {
            live().times().add(firstToken, now);
        } else if (end == null && lost) {
            // At least so long: left out, a model that always loses would seem quicker than it is.
            live().times().add(total, now);
        }
        if (end == null || (fault != null && sayNothing(fault))) {
            health.givenBack(leave);
        } else if (fault == null) {
            health.answered(leave, now);
        } else {
            health.failed(leave, fault, now);
        }
    }

    /** A model that was given little time says nothing by being late, and none that had nothing to add to an answer. */
    private boolean sayNothing(ModelFault fault) {
        ModelEntry entry = live().entry();
        Duration given = request.call().firstTokenWithin();
        return switch (fault.kind()) {
            case FIRST_TOKEN_TIMEOUT ->
                given != null
                        && given.compareTo(entry.endpoint().firstTokenTimeout().dividedBy(2)) < 0;
            case EMPTY -> request.reason() == Reason.CONTINUATION;
            case UNREACHABLE,
                    TLS,
                    UNAUTHORISED,
                    NOT_FOUND,
                    RATE_LIMITED,
                    BAD_REQUEST,
                    SERVER_ERROR,
                    IDLE_TIMEOUT,
                    TOTAL_TIMEOUT,
                    CUT,
                    MALFORMED,
                    TOO_LARGE,
                    CONTENT_FILTER,
                    CONTEXT_LENGTH,
                    TOOL_CALL,
                    BUDGET,
                    OVERLOADED -> false;
        };
    }

    private Spent spent(@Nullable StreamEnd end, @Nullable ModelFault fault, Watched watched) {
        Usage usage = usage(end, fault, watched);
        return new Spent(usage, live().entry().price().of(usage));
    }

    /** As reported; otherwise counted, since who broke off or was broken off is paid for what was said all the same. */
    private Usage usage(@Nullable StreamEnd end, @Nullable ModelFault fault, Watched watched) {
        Usage told = switch (end) {
            case StreamEnd.Done done -> done.usage();
            case StreamEnd.Failed failed -> failed.usage();
            case null -> Usage.UNKNOWN;
        };
        if (told.reported() && canBe(told)) {
            return told;
        }
        boolean refused = fault != null
                && watched.reached == Reached.NONE
                && fault.kind() != Kind.FIRST_TOKEN_TIMEOUT
                && fault.kind() != Kind.TOTAL_TIMEOUT;
        if (refused || !(watched.sent || end instanceof StreamEnd.Done)) {
            return Usage.UNKNOWN;
        }
        ModelEntry entry = live().entry();
        long answer = watched.answer.isEmpty() ? 0 : parts.tokens().of(entry, watched.answer.toString());
        if (end instanceof StreamEnd.Done done) {
            for (ToolCall tool : done.toolCalls()) {
                answer += parts.tokens().of(entry, tool.name()) + parts.tokens().of(entry, tool.arguments());
            }
        }
        return new Usage(parts.tokens().of(entry, request.call()), answer, false);
    }

    /** No request takes more than the window and the longest answer; an endpoint that says so must not empty a budget. */
    private boolean canBe(Usage told) {
        ModelEntry entry = live().entry();
        return told.totalTokens()
                <= (long) entry.contextTokens() + entry.endpoint().maxOutputTokens();
    }

    private void settle(Spent spent) {
        long tokens = spent.usage().totalTokens();
        try {
            if (reservation != null) {
                parts.ledger().settle(reservation, tokens, spent.cost());
            } else if (tokens > 0) {
                parts.ledger().spend(day, request.call().caller().learner(), live().name(), tokens, spent.cost());
            }
        } catch (RuntimeException e) {
            // The answer is there; a reservation that stays open expires.
            LOG.error(
                    "What {} cost could not be noted: {}",
                    live().name(),
                    e.getClass().getName());
        }
    }

    static void report(ModelRouter.Parts parts, ModelAttempt attempt) {
        try {
            parts.listener().ended(attempt);
        } catch (RuntimeException e) {
            LOG.error("A listener to attempts threw {}", new ThrownAt(e));
        }
    }

    /** What the request took. */
    private record Spent(Usage usage, Cost cost) {
        static final Spent NOTHING = new Spent(Usage.UNKNOWN, Cost.NONE);
    }

    /** Sees how far the stream comes. */
    private final class Watched implements TextSink {
        private final TextSink sink;
        private final long started;
        private final StringBuilder answer = new StringBuilder();
        private Reached reached = Reached.NONE;
        private @Nullable Duration firstToken;
        private boolean sinkBroken;

        /** Told by a thread of the transport's. */
        private volatile boolean sent;

        Watched(TextSink sink, long started) {
            this.sink = sink;
            this.started = started;
        }

        @Override
        public void sent() {
            sent = true;
        }

        @Override
        public void opened() {
            sent = true;
            if (reached == Reached.NONE) {
                reached = Reached.HEADERS;
            }
            sinkBroken = true;
            sink.opened();
            sinkBroken = false;
        }

        @Override
        public void text(String delta) throws InterruptedException {
            if (firstToken == null) {
                firstToken = Duration.ofNanos(parts.nanos().getAsLong() - started);
                reached = Reached.FIRST_TOKEN;
                sent = true;
                leave = live().health().speaks(leave);
            }
            if (answer.length() < MOST_COUNTED_CHARS) {
                answer.append(delta);
            }
            // Stays true when the sink throws: then it was not the model.
            sinkBroken = true;
            sink.text(delta);
            sinkBroken = false;
        }
    }
}
