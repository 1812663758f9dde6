package parley.prompts.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as the Dotprompt specification knows it. Immutable.
 *
 * @param role any name, by the specification one of {@code system user model tool}
 * @param metadata plain data; past messages that a template places get the {@code purpose} {@code history}
 */
public record DotpromptMessage(
        String role, List<DotpromptPart> content, Map<String, ? extends @Nullable Object> metadata) {

    public DotpromptMessage {
        content = List.copyOf(content);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A message of words alone. */
    public static DotpromptMessage of(String role, String text) {
        return new DotpromptMessage(role, List.of(new DotpromptPart.Text(text)), Map.of());
    }

    /** Reads a message from plain data, as the specification writes it; what is malformed is left out. */
    public static DotpromptMessage fromPlain(Map<?, ?> plain) {
        List<DotpromptPart> content = new ArrayList<>();
        if (plain.get("content") instanceof List<?> parts) {
            for (Object part : parts) {
                if (part instanceof Map<?, ?> map) {
                    content.add(part(map));
                }
            }
        }
        Map<?, ?> metadata = plain.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
        return new DotpromptMessage(String.valueOf(plain.get("role")), content, textKeys(metadata));
    }

    private static DotpromptPart part(Map<?, ?> part) {
        return part.size() == 1 && part.get("text") instanceof String text
                ? new DotpromptPart.Text(text)
                : new DotpromptPart.Other(textKeys(part));
    }

    private static Map<String, @Nullable Object> textKeys(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    /** The message as one of the past. */
    DotpromptMessage asHistory() {
        Map<String, @Nullable Object> marked = new LinkedHashMap<>(metadata);
        marked.put("purpose", "history");
        return new DotpromptMessage(role, content, marked);
    }

    /** The message as the specification writes it, in plain data. */
    public Map<String, @Nullable Object> plain() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("role", role);
        plain.put("content", content.stream().map(DotpromptPart::plain).toList());
        if (!metadata.isEmpty()) {
            plain.put("metadata", metadata);
        }
        return plain;
    }
}
