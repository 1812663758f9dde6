package parley.tutor.models.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.logging.ThrownAt;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault;

/**
 * A language model behind an OpenAI-compatible endpoint, hosted or local. Thread-safe; one for each endpoint.
 *
 * <p>Each stream is read on the thread that asks for it, with the waits of the endpoint; interrupting that thread closes
 * the connection, whether headers, the first word or the next one is awaited. Answers without a finish reason count as
 * cut. A connection whose answer ended whole serves later requests. Nothing is tried twice here.
 */
public final class OpenAiCompatibleModel implements LanguageModel, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenAiCompatibleModel.class);

    private final ModelEndpoint endpoint;
    private final ChatRequests requests;
    private final StreamingHttpClient client;
    private final OpenAiStreamingChatModel model;

    public OpenAiCompatibleModel(ModelEndpoint endpoint) {
        this(endpoint, Clock.systemUTC());
    }

    /** A model that reads the dates in headers by {@code clock}. */
    public OpenAiCompatibleModel(ModelEndpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.requests = new ChatRequests(endpoint);
        this.client = new StreamingHttpClient(endpoint, clock);
        var builder = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(client.asBuilder())
                .baseUrl(endpoint.baseUrl().toString())
                .modelName(endpoint.model());
        if (!endpoint.apiKey().isEmpty()) {
            builder.apiKey(endpoint.apiKey());
        }
        this.model = builder.build();
        WarmUp.begin();
    }

    @Override
    public String name() {
        return endpoint.name();
    }

    @Override
    public StreamEnd stream(ModelCall call, TextSink sink) throws InterruptedException {
        var deadlines = new Deadlines(endpoint, firstTokenLimit(call), System.nanoTime());
        var run = new StreamRun(
                endpoint.name(),
                deadlines,
                sink,
                requests.maxTokens(call),
                !call.tools().isEmpty());
        client.during(run, () -> chat(call, run));
        return run.end();
    }

    /** Closes the connections; streams that are under way fail. */
    @Override
    public void close() {
        client.close();
    }

    private void chat(ModelCall call, StreamRun run) {
        ChatRequest request;
        try {
            request = requests.of(call);
        } catch (JsonScanner.Malformed e) {
            run.fail(ModelFault.of(ModelFault.Kind.BAD_REQUEST, "a tool's schema is no JSON"));
            return;
        }
        try {
            model.chat(request, run);
        } catch (RuntimeException e) {
            // Bytes that cannot be read end elsewhere: this is a slip of ours or of langchain4j.
            LOG.error("The call to the model {} failed inside: {}", endpoint.name(), new ThrownAt(e));
            run.onError(e);
        }
    }

    private Duration firstTokenLimit(ModelCall call) {
        Duration own = endpoint.firstTokenTimeout();
        Duration wanted = call.firstTokenWithin();
        return wanted == null || wanted.compareTo(own) > 0 ? own : wanted;
    }
}
