package parley.prompts.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.prompts.schema.Picoschema;
import parley.prompts.schema.SchemaException;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlSource;
import parley.prompts.source.YamlTree;

/** Reads, merges and resolves front matter as the Dotprompt specification says. */
final class DotpromptMetadata {

    private DotpromptMetadata() {}

    /** The front matter of a template: its known keys, dotted ones under {@code ext}, and all under {@code raw}. */
    static Map<String, @Nullable Object> read(String file, TemplateParts parts) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("ext", new LinkedHashMap<>());
        fields.put("metadata", new LinkedHashMap<>());
        fields.put("config", new LinkedHashMap<>());
        if (parts.frontMatter().isBlank()) {
            return fields;
        }
        YamlTree tree = YamlSource.read(file, "\n".repeat(parts.frontMatterLine() - 1) + parts.frontMatter())
                .orThrow();
        Map<String, @Nullable Object> raw = tree.plainMap();
        if (raw.isEmpty() && tree.plain() != null) {
            throw new AuthoringException(Finding.error(
                    tree.root().at(),
                    "",
                    "the front matter must be `name: value` lines",
                    "for example `description: Greets`"));
        }
        raw.forEach((key, value) -> {
            if (isKnown(key)) {
                fields.put(key, value);
            }
        });
        fields.put("ext", ext(raw));
        fields.put("raw", raw);
        return fields;
    }

    /** Whether the specification knows a key; others are kept in {@code raw} alone, which is none to be written. */
    private static boolean isKnown(String key) {
        return FrontMatter.KEYS.contains(key) || key.equals("raw");
    }

    /** What dotted keys say: {@code a.b.c: 1} is {@code c} of {@code a.b}. */
    static Map<String, @Nullable Object> ext(Map<String, ? extends @Nullable Object> raw) {
        Map<String, @Nullable Object> ext = new LinkedHashMap<>();
        mapping(raw.get("ext")).forEach((name, value) -> ext.put(String.valueOf(name), value));
        raw.forEach((key, value) -> {
            int dot = key.lastIndexOf('.');
            if (dot >= 0 && !isKnown(key)) {
                Map<String, @Nullable Object> group = new LinkedHashMap<>();
                mapping(ext.get(key.substring(0, dot))).forEach((name, old) -> group.put(String.valueOf(name), old));
                group.put(key.substring(dot + 1), value);
                ext.put(key.substring(0, dot), group);
            }
        });
        return ext;
    }

    /** Merges the model's settings, the front matter and what comes from outside, and resolves tools and schemas. */
    static Map<String, @Nullable Object> resolve(
            String file,
            DotpromptSettings settings,
            Map<String, ? extends @Nullable Object> fields,
            Map<String, ? extends @Nullable Object> options) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        String model = firstText(options.get("model"), fields.get("model"), settings.defaultModel());
        Map<String, @Nullable Object> base = settings.modelConfigs().get(model);
        if (base != null) {
            merged.put("config", base);
        }
        merge(merged, fields);
        if (!options.isEmpty()) {
            merge(merged, options);
        }
        resolveTools(settings, merged);
        resolveSchema(file, settings, merged, "input");
        resolveSchema(file, settings, merged, "output");
        return merged;
    }

    /** The defaults of the inputs that some front matter gives. */
    static Map<String, @Nullable Object> defaults(Map<String, ? extends @Nullable Object> fields) {
        Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
        mapping(mapping(fields.get("input")).get("default"))
                .forEach((name, value) -> defaults.put(String.valueOf(name), value));
        return defaults;
    }

    /** What a template sees by {@code @}. */
    static Map<String, @Nullable Object> seenByTemplate(Map<String, @Nullable Object> metadata, DotpromptData data) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        own.put("prompt", metadata);
        own.put("docs", data.docs());
        own.put(
                "messages",
                data.messages().stream().map(DotpromptMessage::plain).toList());
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        seen.put("metadata", own);
        seen.putAll(data.context());
        return seen;
    }

    private static void merge(Map<String, @Nullable Object> into, Map<String, ? extends @Nullable Object> more) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        mapping(into.get("config")).forEach((name, value) -> config.put(String.valueOf(name), value));
        mapping(more.get("config")).forEach((name, value) -> config.put(String.valueOf(name), value));
        into.putAll(more);
        into.put("config", config);
    }

    private static void resolveTools(DotpromptSettings settings, Map<String, @Nullable Object> merged) {
        if (!(merged.get("tools") instanceof List<?> tools)) {
            return;
        }
        List<@Nullable Object> definitions = new ArrayList<>();
        if (merged.get("toolDefs") instanceof List<?> given) {
            definitions.addAll(given);
        }
        List<@Nullable Object> unknown = new ArrayList<>();
        for (Object tool : tools) {
            Optional<Map<String, @Nullable Object>> definition =
                    tool instanceof String name ? settings.tools().apply(name) : Optional.empty();
            if (definition.isPresent()) {
                definitions.add(definition.get());
            } else {
                unknown.add(tool);
            }
        }
        merged.put("toolDefs", definitions);
        merged.put("tools", unknown);
    }

    private static void resolveSchema(
            String file, DotpromptSettings settings, Map<String, @Nullable Object> merged, String side) {
        Map<?, ?> part = mapping(merged.get(side));
        Object schema = part.get("schema");
        if (schema == null || "".equals(schema)) {
            return;
        }
        Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
        part.forEach((name, value) -> resolved.put(String.valueOf(name), value));
        try {
            resolved.put("schema", Picoschema.toJsonSchema(schema, settings.schemas()));
        } catch (SchemaException e) {
            throw new AuthoringException(Finding.error(
                    SourcePosition.wholeFile(file),
                    side + ".schema" + (e.field().isEmpty() ? "" : "." + e.field()),
                    e.problem(),
                    e.hint()));
        }
        merged.put(side, resolved);
    }

    private static Map<?, ?> mapping(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String firstText(@Nullable Object first, @Nullable Object second, String last) {
        if (first instanceof String text && !text.isEmpty()) {
            return text;
        }
        return second instanceof String text && !text.isEmpty() ? text : last;
    }
}
