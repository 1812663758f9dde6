package parley.tutor.models.context;

import java.util.List;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.tools.ToolCall;
import parley.tutor.models.tools.ToolSpec;

/**
 * The tokens that whole prompts take: their texts, and what a chat's form adds to them. Thread-safe.
 *
 * <p>The form's share is OpenAI's published one (cookbook, "How to count tokens with tiktoken"): 3 for each message and
 * 3 that begin the answer; a tool's form takes about 12 beside its texts.
 */
public final class PromptTokens {
    static final int PER_MESSAGE = 3;
    static final int PER_ANSWER = 3;
    static final int PER_TOOL = 12;

    private final TokenCounters counters;

    public PromptTokens(TokenCounters counters) {
        this.counters = counters;
    }

    /** The tokens of a text to {@code model}. */
    public int of(ModelEntry model, String text) {
        return counters.of(model.tokenizer()).tokens(text);
    }

    /** The prompt tokens of a call to {@code model}, as it would be sent: not fitted first. */
    public int of(ModelEntry model, ModelCall call) {
        TokenCounter counter = counters.of(model.tokenizer());
        return PER_ANSWER + messages(counter, call.messages()) + tools(counter, call.tools());
    }

    /** How long the answer to a call may become, in tokens. */
    public static int answer(ModelEntry model, ModelCall call) {
        int own = model.endpoint().maxOutputTokens();
        return call.maxOutputTokens() == 0 ? own : Math.min(own, call.maxOutputTokens());
    }

    TokenCounter counter(ModelEntry model) {
        return counters.of(model.tokenizer());
    }

    static int messages(TokenCounter counter, List<Message> messages) {
        int tokens = 0;
        for (Message message : messages) {
            tokens += message(counter, message);
        }
        return tokens;
    }

    static int message(TokenCounter counter, Message message) {
        int text = PER_MESSAGE + counter.tokens(message.text());
        return switch (message) {
            case Message.Said said -> text;
            case Message.CalledTools(String before, List<ToolCall> calls) -> {
                int tokens = text;
                for (ToolCall call : calls) {
                    tokens += PER_TOOL + counter.tokens(call.name()) + counter.tokens(call.arguments());
                }
                yield tokens;
            }
            case Message.ToolAnswered answered -> text + counter.tokens(answered.callId());
        };
    }

    static int tools(TokenCounter counter, List<ToolSpec> tools) {
        int tokens = 0;
        for (ToolSpec tool : tools) {
            tokens += PER_TOOL
                    + counter.tokens(tool.name())
                    + counter.tokens(tool.description())
                    + counter.tokens(tool.parametersSchema());
        }
        return tokens;
    }
}
