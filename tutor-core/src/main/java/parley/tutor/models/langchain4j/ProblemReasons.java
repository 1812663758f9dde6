package parley.tutor.models.langchain4j;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault;
import parley.tutor.models.ModelFault.Kind;

/**
 * Says in one line why a model gave no answer. What the provider wrote is never repeated: it may quote the key or the
 * learner. Only its machine-readable code is, when it consists of small letters and underscores.
 */
record ProblemReasons(ModelEndpoint endpoint) {
    private static final Pattern CODE = Pattern.compile("\"(?:code|type)\"\\s*:\\s*\"([a-z_]{3,40})\"");
    private static final Pattern IN_BAND_ERROR = Pattern.compile("\\s*\\{\\s*\"error\"\\s*:\\s*+(?!null)");

    private static final Pattern CONTEXT_LENGTH = Pattern.compile("context_length_exceeded|maximum context length");
    private static final Pattern CONTENT_FILTER =
            Pattern.compile("\"code\"\\s*:\\s*\"(?:content_filter|content_policy_violation|data_inspection_failed)\"");

    private static final String UNREADABLE = "the endpoint sent something that cannot be read";

    /** The fault in an answer with another status than success. */
    ModelFault ofStatus(int status, String body) {
        return ModelFault.of(kind(status, body), statusReason(status, body));
    }

    private static Kind kind(int status, String body) {
        if (CONTEXT_LENGTH.matcher(body).find() || status == 413) {
            return Kind.CONTEXT_LENGTH;
        }
        if (CONTENT_FILTER.matcher(body).find()) {
            return Kind.CONTENT_FILTER;
        }
        return switch (status) {
            case 401, 403 -> Kind.UNAUTHORISED;
            case 404, 405 -> Kind.NOT_FOUND;
            case 429 -> Kind.RATE_LIMITED;
            default ->
                status >= 500 || status == 408 ? Kind.SERVER_ERROR : status >= 400 ? Kind.BAD_REQUEST : Kind.MALFORMED;
        };
    }

    private String statusReason(int status, String body) {
        String detail = " (" + status + code(body) + ")";
        return switch (status) {
            case 400, 422 -> "the endpoint refused the request" + detail;
            case 401, 403 -> "the key was refused" + detail;
            case 404, 405 -> "no such model or URL" + detail + ": check the base URL and the model's name";
            case 408 -> "the endpoint waited too long" + detail;
            case 413 -> "the conversation is too long for the endpoint" + detail;
            case 429 -> "too many requests, or the quota is used up" + detail;
            default -> {
                if (status >= 500) {
                    yield "the endpoint failed" + detail;
                }
                yield status >= 300 && status < 400
                        ? "the endpoint sends elsewhere" + detail + ": check the base URL"
                        : "the endpoint gave an unexpected answer" + detail;
            }
        };
    }

    /** Whether an event of the stream is an error and no piece of an answer. */
    static boolean isInBandError(String data) {
        return IN_BAND_ERROR.matcher(data).lookingAt();
    }

    ModelFault ofInBandError(String data) {
        String code = code(data);
        String reason = "the endpoint failed in the middle of the answer"
                + (code.isEmpty() ? "" : " (" + code.substring(2) + ")");
        Kind kind = kind(500, data);
        return ModelFault.of(kind, reason);
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
            switch (t) {
                case HttpConnectTimeoutException slow -> {
                    return ModelFault.of(
                            Kind.UNREACHABLE,
                            "no connection to " + endpoint.origin() + " within " + seconds(endpoint.connectTimeout()));
                }
                case HttpTimeoutException slow -> {
                    return ModelFault.of(Kind.FIRST_TOKEN_TIMEOUT, "the endpoint waited too long");
                }
                case UnresolvedAddressException unknown -> {
                    return ModelFault.of(Kind.UNREACHABLE, "the host of " + endpoint.origin() + " is not known");
                }
                case UnknownHostException unknown -> {
                    return ModelFault.of(Kind.UNREACHABLE, "the host of " + endpoint.origin() + " is not known");
                }
                case ConnectException refused -> {
                    // The JDK hides an unknown host in the cause of one.
                    if (!(deepest(refused) instanceof UnresolvedAddressException)) {
                        return ModelFault.of(Kind.UNREACHABLE, "nothing answers at " + endpoint.origin());
                    }
                }
                case SSLException tls -> {
                    return ModelFault.of(Kind.TLS, "no secure connection to " + endpoint.origin());
                }
                case IOException cut -> {
                    return ModelFault.of(Kind.CUT, "the connection was cut");
                }
                default -> {}
            }
        }
        return ModelFault.of(Kind.MALFORMED, UNREADABLE);
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

    private static String code(String body) {
        Matcher matcher = CODE.matcher(body);
        return matcher.find() ? ", " + matcher.group(1) : "";
    }
}
