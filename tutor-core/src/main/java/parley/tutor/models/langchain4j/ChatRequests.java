package parley.tutor.models.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.tools.ToolCall;
import parley.tutor.models.tools.ToolSpec;

/** Puts a call into langchain4j's words, for one endpoint. Thread-safe. */
record ChatRequests(ModelEndpoint endpoint) {
    ChatRequest of(ModelCall call) {
        var parameters = OpenAiChatRequestParameters.builder()
                .modelName(endpoint.model())
                .temperature(call.temperature() == null ? endpoint.temperature() : call.temperature());
        // The newer name is the only one that OpenAI's newer models take; few compatible servers know it.
        if (isOpenAi()) {
            parameters.maxCompletionTokens(maxTokens(call));
        } else {
            parameters.maxOutputTokens(maxTokens(call));
        }
        if (!call.tools().isEmpty()) {
            // As they are: langchain4j's own type for schemas knows only a part of JSON Schema.
            parameters.customParameters(Map.of(
                    "tools", call.tools().stream().map(ChatRequests::tool).toList()));
        }
        return ChatRequest.builder()
                .messages(messages(call.messages()))
                .parameters(parameters.build())
                .build();
    }

    /** The longest answer to {@code call}, in tokens. */
    int maxTokens(ModelCall call) {
        return call.maxOutputTokens() == 0
                ? endpoint.maxOutputTokens()
                : Math.min(call.maxOutputTokens(), endpoint.maxOutputTokens());
    }

    private boolean isOpenAi() {
        String host = endpoint.baseUrl().getHost().toLowerCase(Locale.ROOT);
        return host.equals("api.openai.com") || host.endsWith(".openai.azure.com");
    }

    private static Map<String, @Nullable Object> tool(ToolSpec tool) {
        JsonScanner schema = JsonScanner.of(tool.parametersSchema());
        Map<String, @Nullable Object> function = new LinkedHashMap<>();
        function.put("name", tool.name());
        function.put("description", tool.description());
        function.put("parameters", schema.value());
        Map<String, @Nullable Object> wrapped = new LinkedHashMap<>();
        wrapped.put("type", "function");
        wrapped.put("function", function);
        return wrapped;
    }

    /** Empty messages are left out: endpoints refuse them, and a reply of which nothing was heard is one. */
    private static List<ChatMessage> messages(List<Message> messages) {
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
                    chat.add(AiMessage.builder()
                            .text(text.isBlank() ? null : text)
                            .toolExecutionRequests(calls.stream()
                                    .map(call -> ToolExecutionRequest.builder()
                                            .id(call.id())
                                            .name(call.name())
                                            .arguments(call.arguments())
                                            .build())
                                    .toList())
                            .build());
                case Message.ToolAnswered(String callId, String tool, String found) ->
                    chat.add(ToolExecutionResultMessage.from(callId, tool, found));
            }
        }
        return chat;
    }
}
