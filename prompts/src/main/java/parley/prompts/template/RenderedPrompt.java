package parley.prompts.template;

import java.util.List;

/** A rendered template: the messages to send, in order. Immutable. */
public record RenderedPrompt(List<RenderedMessage> messages) {

    public RenderedPrompt {
        messages = List.copyOf(messages);
    }
}
