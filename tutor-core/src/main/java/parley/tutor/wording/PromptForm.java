package parley.tutor.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.prompts.template.RenderedMessage;
import parley.prompts.template.RenderedPrompt;
import parley.prompts.template.Role;
import parley.tutor.conversation.HistoryItem;
import parley.tutor.conversation.ToolUse;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.ModelCall;
import parley.tutor.models.tools.ToolCall;

/**
 * A rendered prompt in the form that models take, with the past in its place and marked as such, and with every use of a
 * tool as call and answer, exactly once.
 *
 * @param messages oldest first
 * @param past where the past stands among them
 */
record PromptForm(List<Message> messages, ModelCall.Past past) {
    /** Stands for the past while a template is rendered; no template says it. */
    private static final RenderedMessage HERE = RenderedMessage.ofTutor("\u0000the past\u0000");

    /**
     * Summarised turns.
     *
     * @param message what the model gets in their place
     * @param items how many items of the history it tells of, from the oldest
     */
    record Earlier(Message message, int items) {}

    /**
     * The prompt that {@code render} makes around the past that it is given.
     *
     * @param toolsUsed uses that belong to no reply of the history; they stand at the end, as if just made
     */
    static PromptForm of(
            Function<List<RenderedMessage>, RenderedPrompt> render,
            List<HistoryItem> history,
            List<ToolUse> toolsUsed,
            @Nullable Earlier earlier) {
        List<Message> said = new ArrayList<>();
        int summarised = 0;
        for (int i = 0; i < history.size(); i++) {
            add(history.get(i), said);
            if (earlier != null && i < earlier.items()) {
                summarised = said.size();
            }
        }
        boolean past = !said.isEmpty() || earlier != null;
        List<Message> messages = new ArrayList<>();
        int from = 0;
        for (RenderedMessage rendered :
                render.apply(past ? List.of(HERE) : List.of()).messages()) {
            if (rendered.equals(HERE)) {
                from = messages.size();
                messages.addAll(said);
            } else {
                messages.add(Message.of(role(rendered.role()), rendered.fencedText()));
            }
        }
        toolsUsed.forEach(use -> add(use, messages));
        return new PromptForm(
                List.copyOf(messages),
                new ModelCall.Past(from, from + said.size(), earlier == null ? null : earlier.message(), summarised));
    }

    /** The messages of a prompt without a past. */
    static List<Message> of(RenderedPrompt prompt) {
        return prompt.messages().stream()
                .map(rendered -> Message.of(role(rendered.role()), rendered.fencedText()))
                .toList();
    }

    private static void add(HistoryItem item, List<Message> said) {
        LanguageModel.Role role = switch (item) {
            case HistoryItem.FromLearner learner -> LanguageModel.Role.USER;
            case HistoryItem.FromTutor tutor -> {
                tutor.tools().forEach(use -> add(use, said));
                yield LanguageModel.Role.ASSISTANT;
            }
        };
        if (!item.text().isBlank()) {
            said.add(Message.of(role, item.text()));
        }
    }

    private static void add(ToolUse use, List<Message> messages) {
        messages.add(new Message.CalledTools("", List.of(new ToolCall(use.callId(), use.tool(), use.arguments()))));
        messages.add(new Message.ToolAnswered(use.callId(), use.tool(), use.result()));
    }

    /** Who speaks, to a model. */
    static LanguageModel.Role role(Role role) {
        return switch (role) {
            case SYSTEM -> LanguageModel.Role.SYSTEM;
            case MODEL -> LanguageModel.Role.ASSISTANT;
            // What a template shows as a tool's words is data like a user's.
            case USER, TOOL -> LanguageModel.Role.USER;
        };
    }
}
