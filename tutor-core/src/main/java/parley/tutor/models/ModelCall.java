package parley.tutor.models;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.Caller;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.tools.ToolSpec;

/**
 * One question to a model.
 *
 * @param messages the prompt, oldest first
 * @param tools what the model may call; empty for none
 * @param maxOutputTokens the longest answer; the endpoint's own limit holds when it is lower, and alone when this is 0
 * @param firstTokenWithin how long the first text may take; the endpoint's own limit holds when it is lower, and alone
 *     when this is null
 */
public record ModelCall(
        Purpose purpose,
        Caller caller,
        List<Message> messages,
        List<ToolSpec> tools,
        int maxOutputTokens,
        @Nullable Duration firstTokenWithin) {
    public ModelCall {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        if (maxOutputTokens < 0) {
            throw new IllegalArgumentException("The most output tokens are 0 (no limit of the call's own) or more");
        }
    }

    /** A call with neither tools nor a limit of its own. */
    public static ModelCall of(Purpose purpose, Caller caller, List<Message> messages) {
        return new ModelCall(purpose, caller, messages, List.of(), 0, null);
    }

    /** The same call with another prompt. */
    public ModelCall withMessages(List<Message> other) {
        return new ModelCall(purpose, caller, other, tools, maxOutputTokens, firstTokenWithin);
    }

    /** The same call with at most {@code limit} until the first text. */
    public ModelCall within(Duration limit) {
        return new ModelCall(purpose, caller, messages, tools, maxOutputTokens, limit);
    }

    @Override
    public String toString() {
        return "ModelCall[" + purpose.word() + ", " + messages.size() + " messages]";
    }
}
