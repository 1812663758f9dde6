package parley.tutor.models;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request to one model, when it is over: what an operator wants to see of it. Holds neither prompt nor answer nor
 * the learner's id.
 *
 * @param call one number for each call of the router; its attempts share it
 * @param conversation the conversation's id, empty outside of one
 * @param model the name in the catalogue
 * @param endpointModel the endpoint's own name of the model
 * @param reason why it was made
 * @param reached how far the stream came
 * @param queued how long it waited for its turn before the request
 * @param firstToken from the request to the first text, or null when none came
 * @param total from the request to the end
 * @param fault why it failed, or null
 * @param cancelled whether the learner or a faster model made it unwanted; never a failure
 */
public record ModelAttempt(
        long call,
        String conversation,
        Purpose purpose,
        String model,
        String endpointModel,
        Reason reason,
        Reached reached,
        Instant startedAt,
        Duration queued,
        @Nullable Duration firstToken,
        Duration total,
        Usage usage,
        Cost cost,
        @Nullable ModelFault fault,
        boolean cancelled) {

    /** Why a request was made. */
    public enum Reason {
        /** The route's first choice. */
        FIRST,
        /** Another failed before its first token. */
        FAILOVER,
        /** Another failed after text that nobody had seen. */
        RESTART,
        /** Another failed after text that was passed on; this one continues it. */
        CONTINUATION,
        /** Another was slow. */
        HEDGE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far a stream came. */
    public enum Reached {
        NONE,
        HEADERS,
        FIRST_TOKEN,
        DONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Tokens of the answer for each second after the first token; 0 when unknown. */
    public double tokensPerSecond() {
        if (firstToken == null || usage.completionTokens() == 0) {
            return 0;
        }
        double seconds = total.minus(firstToken).toNanos() / 1e9;
        return seconds <= 0 ? 0 : usage.completionTokens() / seconds;
    }

    /** Hears of attempts; must not block and must not throw. Thread-safe. */
    @FunctionalInterface
    public interface Listener {
        void ended(ModelAttempt attempt);
    }
}
