package parley.tutor.models.langchain4j;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.logging.ThrownAt;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault;
import parley.tutor.models.ModelFault.Kind;

/**
 * langchain4j's door to HTTP on the JDK's client, made so that a stream can be given up at any moment and a cut one
 * never passes for a whole one. Thread-safe.
 *
 * <p>A stream is read on the thread that asks for it, and interrupting that thread closes the connection: before the
 * headers, before the first word, or between words. It is asked for on a virtual thread of its own, {@link Asking}.
 * (langchain4j's own client reads on a pool thread, gives no handle before the first word, and its timeout ends with the
 * headers.) The JDK's own tasks run on its selector's thread, where they do no more than cut up chunks and wake the
 * reader: a thousand streams then begin in half the time and cost a fifth less than with a thread for each task. With
 * TLS, whose handshakes compute, they run on virtual threads. Either way a thousand streams need a handful of platform
 * threads. Proxies, certificates and trusted authorities are the JDK's defaults. HTTP/1.1 is forced, since an upgrade to
 * h2c upsets some local servers. Redirects are not followed: they would carry the key elsewhere.
 */
final class StreamingHttpClient implements HttpClient, AutoCloseable {
    /** The longest request; the largest windows of today take about 4 MiB of text. */
    static final int MAX_REQUEST_BYTES = 8 << 20;

    private static final int MAX_ERROR_BYTES = 8 << 10;

    /** How long the body of a refusal is waited for once its status is known, which tells most. */
    private static final Duration ERROR_BODY_WAIT = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(StreamingHttpClient.class);

    private final java.net.http.HttpClient client;
    private final ExecutorService tasks;
    private final String model;
    private final ProblemReasons reasons;
    // langchain4j has no place for it between its chat() and our execute(), which it calls on the same thread.
    private static final ThreadLocal<@Nullable StreamRun> RUNNING = new ThreadLocal<>();

    StreamingHttpClient(ModelEndpoint endpoint, Clock clock) {
        this.model = endpoint.name();
        this.reasons = new ProblemReasons(endpoint, clock);
        this.tasks = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("model-http").factory());
        this.client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                .connectTimeout(endpoint.connectTimeout())
                .executor("https".equalsIgnoreCase(endpoint.baseUrl().getScheme()) ? tasks : Runnable::run)
                .build();
    }

    /** The builder that langchain4j asks for; it always gives this client. */
    HttpClientBuilder asBuilder() {
        return new Builder(this);
    }

    /** Does {@code chat}, whose one request belongs to {@code run}. */
    void during(StreamRun run, Runnable chat) {
        RUNNING.set(run);
        try {
            chat.run();
        } finally {
            RUNNING.remove();
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("Answers are streamed only");
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        StreamRun run = RUNNING.get();
        if (run == null) {
            throw new IllegalStateException("A stream belongs to a run");
        }
        try {
            stream(request, run, listener);
        } catch (InterruptedException e) {
            run.interrupt(e);
        } catch (JsonScanner.Malformed e) {
            run.fail(ModelFault.of(Kind.MALFORMED, ProblemReasons.UNREADABLE));
        } catch (ModelProblem e) {
            run.fail(e.fault());
        } catch (TimeoutException e) {
            run.expire();
        } catch (HttpTimeoutException e) {
            // Which of the waits was over is read off the clock: the first words may be due before the connection.
            if (run.remainingNanos() <= 0) {
                run.expire();
            } else {
                run.fail(reasons.ofConnection(e));
            }
        } catch (IOException e) {
            run.broke(reasons.ofConnection(e));
        } catch (RuntimeException e) {
            // A slip of ours or of the JDK's. Its message may quote what was said.
            LOG.error("The request to the model {} failed inside: {}", model, new ThrownAt(e));
            run.broke(reasons.ofConnection(e));
        }
        // Makes the whole of what came by its events, tool calls among them; ignored when the run has failed.
        listener.onClose();
    }

    private void stream(HttpRequest request, StreamRun run, ServerSentEventListener listener)
            throws IOException, InterruptedException, TimeoutException {
        java.net.http.HttpRequest asked = toJdk(request, run);
        if (run.remainingNanos() <= 0) {
            run.expire();
            return;
        }
        Asking asking = Asking.begin(client, asked, tasks);
        boolean tidily = false;
        try {
            HttpResponse.ResponseInfo head = asking.await(run.remainingNanos());
            requireStream(head, asking.body(), run);
            run.opened();
            var reader = new EventReader(reasons, run, listener, response(head));
            tidily = read(asking.body(), run, reader);
        } finally {
            if (tidily) {
                asking.body().leaveTidily();
            } else {
                asking.leave();
            }
        }
    }

    /** Reads until the end; whether the answer came to its own. */
    private static boolean read(Inflow body, StreamRun run, EventReader reader)
            throws IOException, InterruptedException {
        var splitter = new EventSplitter(reader);
        long left = run.maxBytes();
        while (!run.isOver()) {
            switch (body.next(run.remainingNanos())) {
                case Inflow.Next.Silence() -> {
                    run.expire();
                    return false;
                }
                case Inflow.Next.End(Throwable cause) -> {
                    splitter.end();
                    return true;
                }
                case Inflow.Next.Piece(List<ByteBuffer> buffers) -> {
                    for (ByteBuffer buffer : buffers) {
                        left -= buffer.remaining();
                        if (left < 0) {
                            throw new ModelProblem(
                                    Kind.TOO_LARGE,
                                    "the endpoint sent more than an answer can be (" + (run.maxBytes() >> 10)
                                            + " KiB)");
                        }
                        if (!splitter.feed(buffer)) {
                            return reader.atMarkOfEnd();
                        }
                    }
                }
            }
        }
        return false;
    }

    @Override
    public void close() {
        client.shutdownNow();
        tasks.shutdown();
    }

    private java.net.http.HttpRequest toJdk(HttpRequest request, StreamRun run) {
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        if (body.length > MAX_REQUEST_BYTES) {
            throw new ModelProblem(
                    Kind.CONTEXT_LENGTH,
                    "the prompt is longer than the " + (MAX_REQUEST_BYTES >> 20) + " MiB that are ever sent");
        }
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                .method(
                        request.method().name(),
                        new ToldWhenSent(java.net.http.HttpRequest.BodyPublishers.ofByteArray(body), run));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return builder.build();
    }

    private void requireStream(HttpResponse.ResponseInfo head, Inflow body, StreamRun run) throws InterruptedException {
        int status = head.statusCode();
        if (status < 200 || status >= 300) {
            throw new ModelProblem(reasons.ofStatus(status, head.headers(), beginning(body, run)));
        }
        String type = head.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.startsWith("text/event-stream")) {
            throw new ModelProblem(reasons.ofOtherContent(type, beginning(body, run)));
        }
    }

    /** The first bytes of a body that is no stream: enough for a code. What is missing or late is left out. */
    private static String beginning(Inflow body, StreamRun run) throws InterruptedException {
        var bytes = new ByteArrayOutputStream();
        long due = System.nanoTime() + Math.min(ERROR_BODY_WAIT.toNanos(), run.remainingNanos());
        try {
            while (bytes.size() < MAX_ERROR_BYTES
                    && body.next(due - System.nanoTime()) instanceof Inflow.Next.Piece(List<ByteBuffer> buffers)) {
                for (ByteBuffer buffer : buffers) {
                    byte[] some = new byte[Math.min(buffer.remaining(), MAX_ERROR_BYTES)];
                    buffer.duplicate().get(some);
                    bytes.write(some);
                }
            }
        } catch (IOException e) {
            // The status tells enough.
            return "";
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static SuccessfulHttpResponse response(HttpResponse.ResponseInfo head) {
        return SuccessfulHttpResponse.builder()
                .statusCode(head.statusCode())
                .headers(Map.of())
                .build();
    }

    /** A request's body, which the JDK asks for once the connection stands. */
    private record ToldWhenSent(BodyPublisher body, StreamRun run) implements BodyPublisher {
        @Override
        public long contentLength() {
            return body.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            run.sent();
            body.subscribe(subscriber);
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
