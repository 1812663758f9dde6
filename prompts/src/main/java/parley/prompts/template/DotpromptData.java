package parley.prompts.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a template is rendered with. Immutable.
 *
 * @param input the variables, plain data
 * @param messages the past messages, the oldest first
 * @param docs documents, plain data, which a template sees as {@code @metadata.docs}
 * @param context what a template sees as {@code @state}, {@code @auth} and so on, plain data by name
 */
public record DotpromptData(
        Map<String, ? extends @Nullable Object> input,
        List<DotpromptMessage> messages,
        List<? extends Object> docs,
        Map<String, ? extends @Nullable Object> context) {

    public DotpromptData {
        input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
        messages = List.copyOf(messages);
        docs = List.copyOf(docs);
        context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
    }

    /** Variables alone. */
    public static DotpromptData of(Map<String, ? extends @Nullable Object> input) {
        return new DotpromptData(input, List.of(), List.of(), Map.of());
    }
}
