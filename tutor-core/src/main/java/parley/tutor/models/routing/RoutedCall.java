package parley.tutor.models.routing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.LanguageModel.StreamEnd.Done;
import parley.tutor.models.LanguageModel.StreamEnd.Failed;
import parley.tutor.models.ModelAttempt.Reason;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelFault;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.routing.Gate.Admission;

/**
 * One call on its way through the candidates of its route, to one end exactly. Run once, by one thread.
 *
 * <p>Before the first word the next candidate is asked, within the budget for first words. After words that nobody got,
 * the next one starts afresh. After words that the learner has, the next one goes on from there, within a budget of its
 * own; one that added something is the last. After the use of tools nobody goes on.
 */
final class RoutedCall {
    /** Of fewer answers the 95th percentile is the slowest. */
    private static final int LEAST_SAMPLES = 20;

    private final ModelRouter.Parts parts;
    private final RoutingSettings settings;
    private final Gate gate;
    private final HedgeShare hedges;
    private final ModelCall call;
    private final long number;
    private final Map<String, LiveModel> catalogue;
    private final Deque<LiveModel> candidates;
    private final Relay relay;

    private long budgetStarted;
    private Reason reason = Reason.FIRST;

    /** What the learner has of the answer, once somebody else is to go on from it; empty before. */
    private String continued = "";

    private int leastContextTokens;
    private @Nullable Failed failed;
    private @Nullable Failed skipped;

    RoutedCall(
            ModelRouter.Parts parts,
            RoutingSettings settings,
            HedgeShare hedges,
            ModelCall call,
            long number,
            Map<String, LiveModel> catalogue,
            List<LiveModel> candidates,
            Relay relay) {
        this.parts = parts;
        this.settings = settings;
        this.gate = new Gate(settings, parts);
        this.hedges = hedges;
        this.call = call;
        this.number = number;
        this.catalogue = catalogue;
        this.candidates = new ArrayDeque<>(candidates);
        this.relay = relay;
        this.budgetStarted = parts.nanos().getAsLong();
    }

    /**
     * Asks the candidates.
     *
     * @throws InterruptedException when interrupted, at any point; nothing of the call goes on then
     */
    StreamEnd run() throws InterruptedException {
        hedges.called();
        while (left().compareTo(Gate.LEAST_TIME) >= 0) {
            Attempt attempt = next();
            if (attempt == null) {
                break;
            }
            Duration patience = mayHedge(attempt) ? patience(attempt) : null;
            StreamEnd end = patience == null
                    ? attempt.run(relay)
                    : new Race(relay, parts.nanos()).run(attempt, patience, this::second);
            switch (end) {
                case Done done -> {
                    relay.end();
                    return done;
                }
                case Failed failure -> {
                    if (!goOnAfter(attempt, failure)) {
                        return ended();
                    }
                }
            }
        }
        return ended();
    }

    /** Decides what the next candidate is asked; false when nobody may be asked any more. */
    private boolean goOnAfter(Attempt tried, Failed failure) {
        failed = failure;
        if (failure.fault().kind() == Kind.CONTEXT_LENGTH) {
            // After a race it may be the second's.
            LiveModel narrow = catalogue.getOrDefault(failure.model(), tried.live());
            leastContextTokens = Math.max(leastContextTokens, narrow.entry().contextTokens() + 1);
        }
        if (!relay.textInStream()) {
            if (continued.isEmpty()) {
                reason = Reason.FAILOVER;
            } else {
                relay.continueAfter(continued);
            }
            return true;
        }
        if (candidates.stream().noneMatch(this::suits)) {
            // Nobody will begin again: what the caller has is not taken back.
            return false;
        }
        String passedOn = relay.takeBack();
        if (passedOn.isEmpty()) {
            reason = Reason.RESTART;
            return true;
        }
        boolean stitchedAlready = !continued.isEmpty() && !passedOn.equals(continued);
        if (stitchedAlready || afterTools()) {
            return false;
        }
        if (continued.isEmpty()) {
            budgetStarted = parts.nanos().getAsLong();
        }
        continued = passedOn;
        reason = Reason.CONTINUATION;
        relay.continueAfter(passedOn);
        return true;
    }

    private @Nullable Attempt next() throws InterruptedException {
        ModelCall asked = asked();
        while (true) {
            LiveModel live = candidates.pollFirst();
            if (live == null) {
                return null;
            }
            if (suits(live)) {
                switch (gate.admit(live, asked, number, reason, left(), true)) {
                    case Admission.Admitted(Attempt attempt) -> {
                        return attempt;
                    }
                    case Admission.Refused(ModelFault fault) -> skipped = skip(live, fault);
                }
            }
        }
    }

    private Failed skip(LiveModel live, ModelFault fault) {
        var now = new Failed(live.name(), fault, false);
        // A budget that is spent is what the learner should hear of.
        return skipped != null && skipped.fault().kind() == Kind.BUDGET ? skipped : now;
    }

    private boolean suits(LiveModel live) {
        return live.entry().contextTokens() >= leastContextTokens;
    }

    /** What is asked now: the call itself, or to go on. */
    private ModelCall asked() {
        return continued.isEmpty() ? call : parts.continuation().goingOn(call, continued);
    }

    /** Whether tools were used since the learner last spoke. */
    private boolean afterTools() {
        for (Message message : call.messages().reversed()) {
            switch (message) {
                case Message.CalledTools used -> {
                    return true;
                }
                case Message.ToolAnswered used -> {
                    return true;
                }
                case Message.Said(Role role, String text) -> {
                    if (role == Role.USER) {
                        return false;
                    }
                }
            }
        }
        return false;
    }

    private Duration left() {
        Duration own = call.firstTokenWithin();
        Duration whole = own == null ? settings.firstWordsBudget() : Shorter.of(own, settings.firstWordsBudget());
        return whole.minusNanos(parts.nanos().getAsLong() - budgetStarted);
    }

    private boolean mayHedge(Attempt attempt) {
        return settings.hedge().enabled()
                && continued.isEmpty()
                && !attempt.isProbe()
                && candidates.stream().anyMatch(this::mayBeSecond);
    }

    /** How long a model may be silent before another is asked as well; null when it is not known well enough. */
    private @Nullable Duration patience(Attempt attempt) {
        RecentFirstTokens.Observed observed =
                attempt.live().times().observed(parts.nanos().getAsLong());
        return observed == null || observed.samples() < LEAST_SAMPLES ? null : observed.p95();
    }

    private boolean mayBeSecond(LiveModel live) {
        // Never a probe: that would be a request made twice.
        return suits(live) && live.health().closed();
    }

    private @Nullable Attempt second() throws InterruptedException {
        LiveModel live =
                candidates.stream().filter(this::mayBeSecond).findFirst().orElse(null);
        if (live == null || !hedges.take()) {
            return null;
        }
        if (gate.admit(live, call, number, Reason.HEDGE, left(), false) instanceof Admission.Admitted(Attempt other)) {
            if (!other.isProbe()) {
                candidates.remove(live);
                return other;
            }
            other.drop();
        }
        hedges.giveBack();
        return null;
    }

    private Failed ended() {
        Failed last = failed == null || (skipped != null && skipped.fault().kind() == Kind.BUDGET) ? skipped : failed;
        return last == null
                ? new Failed(
                        ModelRouter.NAME,
                        ModelFault.of(Kind.BAD_REQUEST, "no model of the route can take this call"),
                        relay.textGiven())
                : new Failed(last.model(), last.fault(), relay.textGiven());
    }
}
