package parley.tutor.models;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.tutor.TutorFailure;

/**
 * Why a model gave no answer, or none that can be used.
 *
 * @param reason one line in English, fit for an operator's eye: without key, prompt or answer
 * @param retryAfter how long the endpoint asked to be left alone, or null
 */
public record ModelFault(Kind kind, String reason, @Nullable Duration retryAfter) {

    /** The kinds of faults. What follows from a kind stands here and nowhere else. */
    public enum Kind {
        /** Nothing listens, the host is unknown, or no connection came in time. */
        UNREACHABLE(true),
        /** No secure connection. */
        TLS(true),
        /** 401, 403: the key. */
        UNAUTHORISED(true),
        /** 404, 405: the URL or the model's name. */
        NOT_FOUND(true),
        /** 429: too many requests, or the quota is used up. */
        RATE_LIMITED(true),
        /** Another 4xx: the request was not liked. */
        BAD_REQUEST(false),
        /** 5xx, or an error in the middle of the stream. */
        SERVER_ERROR(true),
        /** No words in time. */
        FIRST_TOKEN_TIMEOUT(true),
        /** Silence between words. */
        IDLE_TIMEOUT(true),
        /** The whole answer took too long. */
        TOTAL_TIMEOUT(true),
        /** The connection broke, or the stream ended without a finish reason. */
        CUT(true),
        /** What came is no stream of events, or cannot be read. */
        MALFORMED(true),
        /** More came than an answer can be. */
        TOO_LARGE(true),
        /** A finished answer without a word. */
        EMPTY(true),
        /** The endpoint's filter stopped the answer: about what was said, not about the endpoint. */
        CONTENT_FILTER(false),
        /** The prompt is longer than the model's window: a model with a longer one may answer. */
        CONTEXT_LENGTH(false),
        /** A tool call that ends in the middle, or whose arguments cannot be read. */
        TOOL_CALL(false),
        /** A budget is spent; no request was made. */
        BUDGET(false),
        /** Too many requests are waiting for the endpoint already; no request was made. */
        OVERLOADED(false);

        private final boolean endpointAtFault;

        Kind(boolean endpointAtFault) {
            this.endpointAtFault = endpointAtFault;
        }

        /** Whether it counts against the endpoint's health. */
        public boolean endpointAtFault() {
            return endpointAtFault;
        }

        /** The name in metrics and logs, such as {@code rate_limited}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static ModelFault of(Kind kind, String reason) {
        return new ModelFault(kind, reason, null);
    }

    /** What the conversation is told of it. */
    public TutorFailure asFailure(String model) {
        return switch (kind) {
            case BUDGET -> new TutorFailure.BudgetSpent(reason);
            case EMPTY, CONTENT_FILTER, TOOL_CALL -> new TutorFailure.OutputUnusable(model, reason);
            case UNREACHABLE, TLS, UNAUTHORISED, NOT_FOUND, BAD_REQUEST, MALFORMED ->
                new TutorFailure.ModelMisconfigured(model, reason);
            case RATE_LIMITED,
                    SERVER_ERROR,
                    FIRST_TOKEN_TIMEOUT,
                    IDLE_TIMEOUT,
                    TOTAL_TIMEOUT,
                    CUT,
                    TOO_LARGE,
                    CONTEXT_LENGTH,
                    OVERLOADED -> new TutorFailure.ModelUnavailable(model, reason);
        };
    }
}
