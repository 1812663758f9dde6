package parley.tutor.models.routing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEntry;

/** Cuts a prompt to what a model's window takes, and counts its tokens. Thread-safe. */
@FunctionalInterface
public interface MessageFit {
    /** Every prompt as it is. */
    MessageFit AS_IT_IS = (entry, call) -> call.messages();

    /** The prompt of {@code call} as it is sent to {@code entry}. */
    List<Message> fit(ModelEntry entry, ModelCall call);

    /**
     * How many tokens a text has for {@code entry}. Where nothing better is known, a quarter of its UTF-8 bytes, and one
     * more: near the truth for English, half too many for Chinese in a common tokenizer, and so on the safe side.
     */
    default long tokens(ModelEntry entry, String text) {
        return 1L + text.getBytes(StandardCharsets.UTF_8).length / 4;
    }

    /** How many tokens a prompt has for {@code entry}; each message takes four for its role and its marks. */
    default long tokens(ModelEntry entry, List<Message> messages) {
        return messages.stream()
                .mapToLong(message -> 4 + tokens(entry, message.text()))
                .sum();
    }
}
