package parley.tutor.models.langchain4j;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.Caller;
import parley.tutor.logging.ThrownAt;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.Purpose;

/**
 * Makes a few requests to nobody and reads canned answers, in the background and once in a JVM. The first learner's first
 * reply would otherwise wait a second or more for langchain4j's and Jackson's classes. No byte leaves the process.
 */
final class WarmUp implements HttpClient {
    /** Enough to load all classes and compile the hot loops roughly: some hundred milliseconds of one core. */
    private static final int ROUNDS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private static final byte[] ANSWER =
            ("data: {\"id\":\"w\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Yes. \"}}]}\n\n".repeat(20)
                            + "data: {\"id\":\"w\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\","
                            + "\"type\":\"function\",\"function\":{\"name\":\"t\",\"arguments\":\"{}\"}}]}}]}\n\n"
                            + "data: {\"id\":\"w\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                            + "data: [DONE]\n\n")
                    .getBytes(StandardCharsets.UTF_8);

    private final ModelEndpoint nobody = ModelEndpoint.of("warm-up", URI.create("http://localhost/v1"), "", "warm-up");
    private final ProblemReasons reasons = new ProblemReasons(nobody, Clock.systemUTC());
    private StreamRun run = newRun();

    private WarmUp() {}

    /** Begins it, unless it was begun before. Does not wait. */
    static void begin() {
        if (BEGUN.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("model-warm-up").start(WarmUp::requests);
        }
    }

    private static void requests() {
        try {
            request();
        } catch (RuntimeException | LinkageError e) {
            // The first reply comes later than it might; nothing else is lost.
            LOG.warn("Warming up for the first model call failed: {}", new ThrownAt(e));
        }
    }

    private static void request() {
        var warming = new WarmUp();
        OpenAiStreamingChatModel model = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(new Builder(warming))
                .baseUrl(warming.nobody.baseUrl().toString())
                .build();
        ChatRequest request = new ChatRequests(warming.nobody)
                .of(ModelCall.of(Purpose.CHAT, Caller.NOBODY, List.of(Message.of(Role.USER, "Hello"))));
        for (int i = 0; i < ROUNDS; i++) {
            warming.run = warming.newRun();
            model.chat(request, warming.run);
        }
    }

    private StreamRun newRun() {
        return new StreamRun(
                nobody.name(),
                new Deadlines(nobody, nobody.firstTokenTimeout(), System.nanoTime()),
                delta -> {},
                nobody.maxOutputTokens(),
                true);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("Answers are streamed only");
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        var response = SuccessfulHttpResponse.builder().statusCode(200).build();
        try {
            new EventSplitter(new EventReader(reasons, run, listener, response)).feed(ANSWER, 0, ANSWER.length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        listener.onClose();
    }

    private record Builder(WarmUp client) implements HttpClientBuilder {
        @Override
        public Duration connectTimeout() {
            return client.nobody.connectTimeout();
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return client.nobody.firstTokenTimeout();
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return client;
        }
    }
}
