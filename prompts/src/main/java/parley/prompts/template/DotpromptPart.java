package parley.prompts.template;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a message as the Dotprompt specification knows it. Immutable. */
public sealed interface DotpromptPart {

    /** The part as the specification writes it, in plain data. */
    Map<String, @Nullable Object> plain();

    /** Words. */
    record Text(String text) implements DotpromptPart {
        @Override
        public Map<String, @Nullable Object> plain() {
            return Map.of("text", text);
        }
    }

    /**
     * A picture, sound or film.
     *
     * @param contentType empty when the template gives none
     */
    record Media(String url, String contentType) implements DotpromptPart {
        @Override
        public Map<String, @Nullable Object> plain() {
            Map<String, @Nullable Object> media = new LinkedHashMap<>();
            media.put("url", url);
            if (!contentType.isEmpty()) {
                media.put("contentType", contentType);
            }
            return Map.of("media", media);
        }
    }

    /** The place of a part that is made later, by its purpose. */
    record Pending(String purpose) implements DotpromptPart {
        @Override
        public Map<String, @Nullable Object> plain() {
            return Map.of("metadata", Map.of("purpose", purpose, "pending", true));
        }
    }

    /** A part of a past message that is none of these, such as a tool's answer; it goes through as it is. */
    record Other(Map<String, @Nullable Object> plain) implements DotpromptPart {}
}
