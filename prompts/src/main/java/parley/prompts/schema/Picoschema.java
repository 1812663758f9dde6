package parley.prompts.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Said;

/**
 * Reads Picoschema, the short way to write a schema in front matter, into JSON Schema.
 *
 * <p>{@code name: string, what it is} is a required text, {@code name?: integer} an optional one that may also be null,
 * {@code tags(array, what they are): string} a list, {@code place(object): …} an object with the fields below it,
 * {@code size(enum): [S, M]} one of some values, and {@code (*): any} whatever fields there are besides. Other type
 * names are those of named schemas. What has a JSON Schema's {@code type} or {@code properties} at its top is JSON Schema
 * and left as it is. By the Dotprompt specification (google.github.io/dotprompt/reference/picoschema).
 */
public final class Picoschema {

    /** The deepest nesting of a schema. */
    private static final int MAX_DEPTH = 30;

    private static final String WILDCARD = "(*)";
    private static final Set<String> SCALARS = Set.of("any", "boolean", "integer", "null", "number", "string");
    private static final Set<String> JSON_TYPES =
            Set.of("any", "boolean", "integer", "null", "number", "string", "object", "array");

    private final SchemaResolver named;

    private Picoschema(SchemaResolver named) {
        this.named = named;
    }

    /** Whether a name is that of a type, so that no schema can have it. */
    static boolean isType(String name) {
        return JSON_TYPES.contains(name);
    }

    /**
     * The JSON Schema that a schema of either kind stands for, as plain data.
     *
     * @param schema plain data as it stands in the front matter
     * @throws SchemaException when it is neither, or names a schema that does not exist
     */
    public static Map<String, @Nullable Object> toJsonSchema(Object schema, SchemaResolver named)
            throws SchemaException {
        return Collections.unmodifiableMap(new Picoschema(named).read(schema));
    }

    private Map<String, @Nullable Object> read(Object schema) throws SchemaException {
        if (schema instanceof String text) {
            return scalar(text, "", true);
        }
        if (schema instanceof Map<?, ?> map) {
            if (map.get("type") instanceof String type && JSON_TYPES.contains(type)) {
                return copy(map);
            }
            if (map.get("properties") instanceof Map) {
                Map<String, @Nullable Object> json = copy(map);
                json.put("type", "object");
                return json;
            }
        }
        return pico(schema, "", 0);
    }

    private Map<String, @Nullable Object> pico(@Nullable Object schema, String field, int depth)
            throws SchemaException {
        if (depth > MAX_DEPTH) {
            throw new SchemaException(
                    field, Said.of("the schema is nested deeper than {} levels", MAX_DEPTH), "flatten it");
        }
        return switch (schema) {
            case String text -> scalar(text, field, false);
            case Map<?, ?> map -> object(map, field, depth);
            case null -> throw new SchemaException(field, "the type is missing", "write one, such as string");
            default ->
                throw new SchemaException(
                        field, "a type name or fields are expected here", "write a type such as string");
        };
    }

    private Map<String, @Nullable Object> scalar(String text, String field, boolean top) throws SchemaException {
        Described type = Described.of(text);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (SCALARS.contains(type.name())) {
            if (!type.name().equals("any")) {
                json.put("type", type.name());
            }
        } else {
            json.putAll(named(type.name(), field)
                    .orElseThrow(() -> new SchemaException(
                            field,
                            (top ? "there is no type or schema " : "there is no type ") + shown(type.name()),
                            "write one of any boolean integer null number string, or the name of a schema")));
        }
        type.describe(json);
        return json;
    }

    /** What is wrong with a named schema is told at the field that names it. */
    private Optional<Map<String, @Nullable Object>> named(String name, String field) throws SchemaException {
        try {
            return named.find(name);
        } catch (SchemaException e) {
            throw e.field().isEmpty() ? new SchemaException(field, e.problem(), e.hint()) : e;
        }
    }

    private Map<String, @Nullable Object> object(Map<?, ?> fields, String field, int depth) throws SchemaException {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        List<@Nullable Object> required = new ArrayList<>();
        Object more = false;
        for (Map.Entry<?, ?> entry : fields.entrySet()) {
            String key = String.valueOf(entry.getKey());
            String inner = field.isEmpty() ? key : field + "." + key;
            if (key.equals(WILDCARD)) {
                more = pico(entry.getValue(), inner, depth + 1);
                continue;
            }
            Key parsed = Key.of(key, inner);
            if (!parsed.optional()) {
                required.add(parsed.name());
            }
            properties.put(parsed.name(), property(parsed, entry.getValue(), inner, depth));
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("type", "object");
        json.put("properties", properties);
        if (!required.isEmpty()) {
            json.put("required", required);
        }
        json.put("additionalProperties", more);
        return json;
    }

    private Map<String, @Nullable Object> property(Key key, @Nullable Object value, String field, int depth)
            throws SchemaException {
        Map<String, @Nullable Object> json;
        switch (key.kind()) {
            case "" -> {
                json = pico(value, field, depth + 1);
                if (key.optional() && json.get("type") instanceof String type) {
                    json.put("type", orNull(type));
                }
            }
            case "array" -> {
                json = new LinkedHashMap<>();
                json.put("type", key.optional() ? orNull("array") : "array");
                json.put("items", pico(value, field, depth + 1));
            }
            case "object" -> {
                json = pico(value, field, depth + 1);
                if (key.optional() && json.get("type") instanceof String type) {
                    json.put("type", orNull(type));
                }
            }
            case "enum" -> {
                if (!(value instanceof List<?> values)) {
                    throw new SchemaException(field, "an enum is a list of values", "write [A, B]");
                }
                List<@Nullable Object> all = new ArrayList<>(values);
                if (key.optional() && !all.contains(null)) {
                    all.add(null);
                }
                json = new LinkedHashMap<>();
                json.put("enum", all);
            }
            default ->
                throw new SchemaException(
                        field, Said.of("there is no kind {}", shown(key.kind())), "write (array), (object) or (enum)");
        }
        if (!key.description().isEmpty()) {
            json.put("description", key.description());
        }
        return json;
    }

    private static List<@Nullable Object> orNull(String type) {
        return List.of(type, "null");
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    private static String shown(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }

    /** A name and, after its first comma, what it means. */
    private record Described(String name, String description) {

        static Described of(String text) {
            int comma = text.indexOf(',');
            int line = text.indexOf('\n');
            if (comma < 0 || (line >= 0 && line < comma)) {
                return new Described(text, "");
            }
            int from = comma + 1;
            while (from < text.length() && text.charAt(from) == ' ') {
                from++;
            }
            return new Described(text.substring(0, comma), text.substring(from));
        }

        void describe(Map<String, @Nullable Object> json) {
            if (!description.isEmpty()) {
                json.put("description", description);
            }
        }
    }

    /** A field's key: {@code name?(kind, description)}. */
    private record Key(String name, boolean optional, String kind, String description) {

        static Key of(String key, String field) throws SchemaException {
            int bracket = key.indexOf('(');
            String name = bracket < 0 ? key : key.substring(0, bracket);
            boolean optional = name.endsWith("?");
            String bare = optional ? name.substring(0, name.length() - 1) : name;
            if (bare.isBlank()) {
                throw new SchemaException(field, "the field has no name", "write a name before ? and (");
            }
            if (bracket < 0) {
                return new Key(bare, optional, "", "");
            }
            if (!key.endsWith(")")) {
                throw new SchemaException(field, "the bracket of the field is not closed", "end it with )");
            }
            Described kind = Described.of(key.substring(bracket + 1, key.length() - 1));
            return new Key(bare, optional, kind.name(), kind.description());
        }
    }
}
