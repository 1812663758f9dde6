package parley.tutor.models.langchain4j;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault;
import parley.tutor.models.ModelFault.Kind;

/**
 * Says in one line why a model gave no answer. What the provider wrote is never repeated: it may quote the key or the
 * learner. Only its machine-readable code is, {@link ProviderProblem#code}.
 */
record ProblemReasons(ModelEndpoint endpoint, Clock clock) {
    static final String UNREADABLE = "the endpoint sent something that cannot be read";

    private static final String NO_STREAM = "the endpoint sent no stream of events: check the base URL";

    /** The fault in an answer with another status than success. */
    ModelFault ofStatus(int status, HttpHeaders headers, String body) {
        ProviderProblem problem = ProviderProblem.read(body);
        Kind kind = problem.kind(status);
        return new ModelFault(kind, statusReason(kind, status, problem), RetryAfter.read(headers, clock.instant()));
    }

    /** What is said of a whole answer of another kind than a stream; a page, or an error told with status 200. */
    ModelFault ofOtherContent(String type, String body) {
        if (type.startsWith("application/json") || type.startsWith("text/json")) {
            ProviderProblem problem = ProviderProblem.read(body);
            if (problem.isError()) {
                return inBand(problem, "the endpoint refused the request");
            }
        }
        return ModelFault.of(Kind.MALFORMED, NO_STREAM);
    }

    /** What is said of a line in the stream that is a bare object or a page. */
    ModelFault ofBareLine(String line) {
        ProviderProblem problem = ProviderProblem.read(line);
        return problem.isError() ? ofInBandError(line) : ModelFault.of(Kind.MALFORMED, UNREADABLE);
    }

    ModelFault ofInBandError(String data) {
        return inBand(ProviderProblem.read(data), "the endpoint failed in the middle of the answer");
    }

    private static ModelFault inBand(ProviderProblem problem, String otherwise) {
        Kind kind = problem.kind(problem.status());
        String code = problem.code().isEmpty() ? "" : " (" + problem.code() + ")";
        String said = told(kind);
        return ModelFault.of(kind, (said.isEmpty() ? otherwise : said) + code);
    }

    private String statusReason(Kind kind, int status, ProviderProblem problem) {
        String code = problem.code();
        String detail = " (" + status + (code.isEmpty() ? "" : ", " + code) + ")";
        if (status == 402) {
            return "the account has no balance" + detail;
        }
        return switch (kind) {
            case NOT_FOUND -> told(kind) + detail + ": check the base URL and the model's name" + pathHint();
            case SERVER_ERROR -> (status == 408 ? "the endpoint waited too long" : "the endpoint failed") + detail;
            case BAD_REQUEST ->
                "the endpoint refused the request" + detail
                        + (problem.parameter().isEmpty() ? "" : ": its parameter " + problem.parameter());
            case MALFORMED ->
                status >= 300 && status < 400
                        ? "the endpoint sends elsewhere" + detail + ": check the base URL"
                        : "the endpoint gave an unexpected answer" + detail;
            default -> told(kind) + detail;
        };
    }

    /** What a provider meant, where the kind says it all; empty where it does not. */
    private static String told(Kind kind) {
        return switch (kind) {
            case UNAUTHORISED -> "the key was refused";
            case NOT_FOUND -> "no such model or URL";
            case RATE_LIMITED -> "too many requests, or the quota is used up";
            case CONTEXT_LENGTH -> "the conversation is too long for the model";
            case CONTENT_FILTER -> "the endpoint's content filter refused the request";
            case UNREACHABLE,
                    TLS,
                    BAD_REQUEST,
                    SERVER_ERROR,
                    FIRST_TOKEN_TIMEOUT,
                    IDLE_TIMEOUT,
                    TOTAL_TIMEOUT,
                    CUT,
                    MALFORMED,
                    TOO_LARGE,
                    EMPTY,
                    TOOL_CALL,
                    BUDGET,
                    OVERLOADED -> "";
        };
    }

    /** The two slips with base URLs that can be seen in them. */
    private String pathHint() {
        URI url = endpoint.baseUrl();
        String path = url.getPath() == null ? "" : url.getPath();
        if (path.isEmpty() || path.equals("/")) {
            return "; it has no path, and most endpoints want one such as /v1";
        }
        return path.endsWith("/chat/completions") || path.endsWith("/chat/completions/")
                ? "; it ends before /chat/completions"
                : "";
    }

    /** The fault that a connection already gave, or that what came over it was no answer. */
    static ModelFault ofAnswer(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof ModelProblem problem) {
                return problem.fault();
            }
        }
        return ModelFault.of(Kind.MALFORMED, UNREADABLE);
    }

    /** The fault in a connection that failed. */
    ModelFault ofConnection(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            ModelFault fault = ofOne(t);
            if (fault != null) {
                return fault;
            }
        }
        return ModelFault.of(Kind.MALFORMED, UNREADABLE);
    }

    private @Nullable ModelFault ofOne(Throwable thrown) {
        return switch (thrown) {
            case HttpConnectTimeoutException slow ->
                ModelFault.of(
                        Kind.UNREACHABLE,
                        "no connection to " + endpoint.origin() + " within " + seconds(endpoint.connectTimeout()));
            case HttpTimeoutException slow -> ModelFault.of(Kind.FIRST_TOKEN_TIMEOUT, "the endpoint waited too long");
            case UnresolvedAddressException unknown -> unknownHost();
            case UnknownHostException unknown -> unknownHost();
            // The JDK hides an unknown host in the cause of one.
            case ConnectException refused ->
                deepest(refused) instanceof UnresolvedAddressException
                        ? unknownHost()
                        : ModelFault.of(Kind.UNREACHABLE, "nothing answers at " + endpoint.origin());
            case SSLException tls -> ModelFault.of(Kind.TLS, "no secure connection to " + endpoint.origin());
            case ProtocolException garbled -> ModelFault.of(Kind.MALFORMED, UNREADABLE);
            case IOException cut -> ModelFault.of(Kind.CUT, "the connection was cut");
            default -> null;
        };
    }

    private ModelFault unknownHost() {
        return ModelFault.of(Kind.UNREACHABLE, "the host of " + endpoint.origin() + " is not known");
    }

    static String seconds(Duration wait) {
        return wait.toMillis() % 1_000 == 0 ? wait.toSeconds() + " s" : wait.toMillis() + " ms";
    }

    private static Throwable deepest(Throwable thrown) {
        Throwable t = thrown;
        while (t.getCause() != null) {
            t = t.getCause();
        }
        return t;
    }
}
