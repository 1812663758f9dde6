package parley.tutor.models.langchain4j;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault;

/**
 * langchain4j's door to HTTP on the JDK's client, made so that a stream can be given up at any moment and a cut one
 * never passes for a whole one. Thread-safe.
 *
 * <p>A stream is read on the thread that asks for it, and interrupting that thread closes the connection: before the
 * headers, before the first word, or between words. (langchain4j's own client reads on a pool thread, gives no handle
 * before the first word, and its timeout ends with the headers.) HTTP/1.1 is forced, since an upgrade to h2c upsets
 * some local servers. Redirects are not followed: they would carry the key elsewhere.
 */
final class StreamingHttpClient implements HttpClient, AutoCloseable {
    /** The longest answer with its JSON around it; 32,000 tokens take about 8 MiB when each is its own event. */
    static final int MAX_ANSWER_BYTES = 16 << 20;

    private static final int MAX_ERROR_BYTES = 8 << 10;

    private final java.net.http.HttpClient client;
    private final ProblemReasons reasons;

    StreamingHttpClient(ModelEndpoint endpoint) {
        this.reasons = new ProblemReasons(endpoint);
        this.client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                .connectTimeout(endpoint.connectTimeout())
                .build();
    }

    /** The builder that langchain4j asks for; it always gives this client. */
    HttpClientBuilder asBuilder() {
        return new Builder(this);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("Answers are streamed only");
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        var once = new EndsOnce(listener);
        try {
            HttpResponse<InputStream> response = client.send(toJdk(request), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = new CappedBody(response.body(), MAX_ANSWER_BYTES)) {
                requireStream(response, body);
                once.onOpen(SuccessfulHttpResponse.builder()
                        .statusCode(response.statusCode())
                        .headers(response.headers().map())
                        .build());
                parser.parse(body, once);
                once.onClose();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            once.onError(e);
        } catch (IOException | RuntimeException e) {
            once.onError(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static java.net.http.HttpRequest toJdk(HttpRequest request) {
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                .method(
                        request.method().name(),
                        java.net.http.HttpRequest.BodyPublishers.ofString(request.body(), StandardCharsets.UTF_8));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return builder.build();
    }

    private void requireStream(HttpResponse<InputStream> response, InputStream body) throws IOException {
        int status = response.statusCode();
        if (status < 200 || status >= 300) {
            String error = new String(body.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
            throw new ModelProblem(reasons.ofStatus(status, error));
        }
        String type = response.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html") || type.startsWith("application/json")) {
            throw new ModelProblem(
                    ModelFault.Kind.MALFORMED, "the endpoint sent no stream of events: check the base URL");
        }
    }

    /** Passes events on until the stream ends; it ends once, by the mark of its end, an error, or the last byte. */
    private final class EndsOnce implements ServerSentEventListener {
        private final ServerSentEventListener listener;
        private boolean ended;

        EndsOnce(ServerSentEventListener listener) {
            this.listener = listener;
        }

        @Override
        public void onOpen(SuccessfulHttpResponse response) {
            listener.onOpen(response);
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            if (ended) {
                return;
            }
            if (event.data().strip().equals("[DONE]")) {
                // Told at once: some servers leave the connection open for a while after it.
                onClose();
            } else if (ProblemReasons.isInBandError(event.data())) {
                onError(new ModelProblem(reasons.ofInBandError(event.data())));
            } else {
                listener.onEvent(event, context);
            }
        }

        @Override
        public void onError(Throwable error) {
            if (!ended) {
                ended = true;
                // Named here, where it is known to be the connection's: malformed JSON is an IOException too.
                listener.onError(error instanceof ModelProblem ? error : new ModelProblem(reasons.ofConnection(error)));
            }
        }

        @Override
        public void onClose() {
            if (!ended) {
                ended = true;
                listener.onClose();
            }
        }
    }

    private record Builder(StreamingHttpClient client) implements HttpClientBuilder {
        @Override
        public Duration connectTimeout() {
            return client.client.connectTimeout().orElseThrow();
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            // The endpoint's own holds.
            return this;
        }

        @Override
        public Duration readTimeout() {
            return connectTimeout();
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            // Waits are watched by whoever reads the words.
            return this;
        }

        @Override
        public HttpClient build() {
            return client;
        }
    }
}
