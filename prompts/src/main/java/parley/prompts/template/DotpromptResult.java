package parley.prompts.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template rendered as the Dotprompt specification says. Immutable.
 *
 * @param metadata the resolved front matter without its {@code input}
 */
public record DotpromptResult(Map<String, @Nullable Object> metadata, List<DotpromptMessage> messages) {

    public DotpromptResult {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        messages = List.copyOf(messages);
    }
}
