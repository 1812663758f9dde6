package parley.api.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that Jetty refuses before any handler of ours: malformed, ambiguous or too large. Its own page would
 * repeat the address and lack the security headers.
 */
final class UnreadRequests extends ErrorHandler {
    private final Map<String, String> headers;
    private final ObjectMapper json;

    UnreadRequests(Map<String, String> headers, ObjectMapper json) {
        this.headers = headers;
        this.json = json;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback)
            throws IOException {
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        Content.Sink.write(
                response,
                true,
                new String(json.writeValueAsBytes(Problem.of(code, "")), StandardCharsets.UTF_8),
                callback);
    }
}
