package parley.prompts.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value read from YAML that knows where it stood. Immutable.
 *
 * <p>Scalars follow the core schema of YAML 1.2: {@code true}, {@code 12}, {@code 1.5}, {@code null} and {@code ~} are
 * typed; {@code no}, {@code on} and {@code 12:30} are text.
 */
public sealed interface YamlNode {

    /** Where the value begins. */
    SourcePosition at();

    /** The value as plain {@link Map}s with text keys, {@link List}s, texts, numbers, booleans and null. */
    @Nullable
    Object plain();

    /** What an author would call this kind of value: {@code a text}, {@code a list}, … */
    String kind();

    /**
     * A single value.
     *
     * @param value a {@code String}, {@code Boolean}, {@code Long}, {@code BigInteger}, {@code Double} or null
     * @param text as the author wrote it, so that {@code 1.10} stays {@code 1.10}
     */
    record Scalar(@Nullable Object value, String text, SourcePosition at) implements YamlNode {

        public boolean isNull() {
            return value == null;
        }

        @Override
        public @Nullable Object plain() {
            return value;
        }

        @Override
        public String kind() {
            return switch (value) {
                case null -> "nothing";
                case String ignored -> "a text";
                case Boolean ignored -> "true or false";
                default -> "a number";
            };
        }
    }

    /** A list of values. */
    record Sequence(List<YamlNode> items, SourcePosition at) implements YamlNode {

        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public @Nullable Object plain() {
            List<@Nullable Object> values = new ArrayList<>(items.size());
            for (YamlNode item : items) {
                values.add(item.plain());
            }
            return Collections.unmodifiableList(values);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Values by key, in the order of the file. */
    record Mapping(Map<String, Field> fields, SourcePosition at) implements YamlNode {

        public Mapping {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public @Nullable Object plain() {
            return plainFields();
        }

        /** The plain values by key. */
        public Map<String, @Nullable Object> plainFields() {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (Map.Entry<String, Field> entry : fields.entrySet()) {
                values.put(entry.getKey(), entry.getValue().value().plain());
            }
            return Collections.unmodifiableMap(values);
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A value of a mapping, and where its key stood. */
    record Field(SourcePosition keyAt, YamlNode value) {}
}
