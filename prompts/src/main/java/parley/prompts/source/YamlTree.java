package parley.prompts.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A YAML document as plain values, with the place of each of them. Immutable.
 *
 * <p>A field path is written {@code audio.port} or {@code units[0].id}. Keys with a dot in them have no path.
 */
public record YamlTree(YamlNode root) {

    /** The document as plain maps, lists, texts, numbers, booleans and null. */
    public @Nullable Object plain() {
        return root.plain();
    }

    /** The document's keys and values; empty when the document is empty or no mapping. */
    public Map<String, @Nullable Object> plainMap() {
        return root instanceof YamlNode.Mapping mapping ? mapping.plainFields() : Map.of();
    }

    /**
     * Where a field is written: the place of its key, or of a list's item. A path that leads nowhere gives the place of
     * the last part of it that exists, which is where an author would add the missing rest.
     */
    public SourcePosition positionOf(String fieldPath) {
        YamlNode node = root;
        SourcePosition at = root.at();
        for (String step : fieldPath.split("[.\\[]", -1)) {
            if (step.isEmpty()) {
                continue;
            }
            switch (node) {
                case YamlNode.Mapping mapping -> {
                    YamlNode.Field field = mapping.fields().get(step);
                    if (field == null) {
                        return at;
                    }
                    at = field.keyAt();
                    node = field.value();
                }
                case YamlNode.Sequence sequence -> {
                    int index = indexOf(step);
                    if (index < 0 || index >= sequence.items().size()) {
                        return at;
                    }
                    node = sequence.items().get(index);
                    at = node.at();
                }
                case YamlNode.Scalar ignored -> {
                    return at;
                }
            }
        }
        return at;
    }

    private static int indexOf(String step) {
        String digits = step.endsWith("]") ? step.substring(0, step.length() - 1) : step;
        return digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : -1;
    }
}
