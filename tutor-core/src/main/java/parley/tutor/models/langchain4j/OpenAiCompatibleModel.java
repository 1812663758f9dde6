package parley.tutor.models.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.LanguageModel.StreamEnd.Done;
import parley.tutor.models.LanguageModel.StreamEnd.Failed;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault;
import parley.tutor.models.Usage;
import parley.tutor.models.tools.ToolCall;

/**
 * A language model behind an OpenAI-compatible endpoint, hosted or local. Thread-safe; one for each endpoint.
 *
 * <p>Each stream is read on a virtual thread of its own, which is interrupted when the caller is, when a wait of the
 * endpoint is over, or when the stream has ended; interrupting it closes the connection. Answers without a finish reason
 * count as cut. Nothing is tried twice here.
 */
public final class OpenAiCompatibleModel implements LanguageModel, AutoCloseable {
    /** How long a finished stream may take to end its connection tidily, so that the next request can use it. */
    private static final Duration TIDY_END_LIMIT = Duration.ofMillis(100);

    private static final String CUT = "the answer was cut before its end";

    private final ModelEndpoint endpoint;
    private final StreamingHttpClient client;
    private final OpenAiStreamingChatModel model;

    public OpenAiCompatibleModel(ModelEndpoint endpoint) {
        this.endpoint = endpoint;
        this.client = new StreamingHttpClient(endpoint);
        var builder = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(client.asBuilder())
                .baseUrl(endpoint.baseUrl().toString())
                .modelName(endpoint.model())
                // Not max_completion_tokens: few of the compatible servers know it.
                .maxTokens(endpoint.maxOutputTokens())
                .temperature(endpoint.temperature());
        if (!endpoint.apiKey().isEmpty()) {
            builder.apiKey(endpoint.apiKey());
        }
        this.model = builder.build();
    }

    @Override
    public String name() {
        return endpoint.name();
    }

    @Override
    public StreamEnd stream(ModelCall call, TextSink sink) throws InterruptedException {
        ChatRequest request =
                ChatRequest.builder().messages(toChatMessages(call.messages())).build();
        var bridge = new StreamBridge();
        var deadlines = new Deadlines(endpoint, firstTokenLimit(call), System.nanoTime());
        Thread stream = Thread.ofVirtual().name("model-stream").start(() -> run(request, bridge));
        try {
            StreamEnd end = read(bridge, deadlines, sink);
            if (end instanceof Done) {
                stream.join(TIDY_END_LIMIT);
            }
            return end;
        } finally {
            bridge.abandon();
            stream.interrupt();
        }
    }

    /** Closes the connections; streams that are under way fail. */
    @Override
    public void close() {
        client.close();
    }

    private void run(ChatRequest request, StreamBridge bridge) {
        try {
            model.chat(request, bridge);
            // Told already unless langchain4j came back without a word.
            bridge.onError(new ModelProblem(ModelFault.Kind.CUT, CUT));
        } catch (RuntimeException e) {
            bridge.onError(e);
        }
    }

    private StreamEnd read(StreamBridge bridge, Deadlines deadlines, TextSink sink) throws InterruptedException {
        boolean textSeen = false;
        while (true) {
            Deadlines.Wait wait = deadlines.next(System.nanoTime(), textSeen);
            switch (bridge.next(wait.atMost())) {
                case null -> {
                    return failed(ModelFault.of(wait.kind(), wait.expired()), textSeen);
                }
                case StreamBridge.Signal.Text text -> {
                    textSeen = true;
                    sink.text(text.delta());
                }
                case StreamBridge.Signal.Complete complete -> {
                    return completed(complete.response(), textSeen);
                }
                case StreamBridge.Signal.Broken broken -> {
                    return failed(ProblemReasons.ofAnswer(broken.cause()), textSeen);
                }
            }
        }
    }

    private StreamEnd completed(ChatResponse response, boolean textSeen) {
        FinishReason finish = response.finishReason();
        if (finish == null) {
            return failed(ModelFault.of(ModelFault.Kind.CUT, CUT), textSeen);
        }
        if (finish == FinishReason.CONTENT_FILTER) {
            return failed(
                    ModelFault.of(ModelFault.Kind.CONTENT_FILTER, "the endpoint's content filter stopped the answer"),
                    textSeen);
        }
        if (!textSeen) {
            return failed(ModelFault.of(ModelFault.Kind.EMPTY, "the answer was empty"), false);
        }
        TokenUsage usage = response.tokenUsage();
        return new Done(
                endpoint.name(),
                finish == FinishReason.LENGTH ? Finish.LENGTH : Finish.STOP,
                usage == null
                        ? Usage.UNKNOWN
                        : new Usage(count(usage.inputTokenCount()), count(usage.outputTokenCount()), true),
                List.of());
    }

    private Duration firstTokenLimit(ModelCall call) {
        Duration own = endpoint.firstTokenTimeout();
        Duration wanted = call.firstTokenWithin();
        return wanted == null || wanted.compareTo(own) > 0 ? own : wanted;
    }

    private Failed failed(ModelFault fault, boolean textSeen) {
        return new Failed(endpoint.name(), fault, textSeen);
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }

    /** Empty messages are left out: endpoints refuse them, and a reply of which nothing was heard is one. */
    private static List<ChatMessage> toChatMessages(List<Message> messages) {
        List<ChatMessage> chat = new ArrayList<>();
        for (Message message : messages) {
            switch (message) {
                case Message.Said(Role role, String text) -> {
                    if (!text.isBlank()) {
                        chat.add(
                                switch (role) {
                                    case SYSTEM -> SystemMessage.from(text);
                                    case USER -> UserMessage.from(text);
                                    case ASSISTANT -> AiMessage.from(text);
                                });
                    }
                }
                case Message.CalledTools(String text, List<ToolCall> calls) ->
                    chat.add(AiMessage.from(
                            text,
                            calls.stream()
                                    .map(call -> ToolExecutionRequest.builder()
                                            .id(call.id())
                                            .name(call.name())
                                            .arguments(call.arguments())
                                            .build())
                                    .toList()));
                case Message.ToolAnswered(String callId, String tool, String found) ->
                    chat.add(ToolExecutionResultMessage.from(callId, tool, found));
            }
        }
        return chat;
    }
}
