package parley.prompts.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import parley.prompts.schema.NamedSchemas;
import parley.prompts.schema.Picoschema;
import parley.prompts.schema.SchemaCheck;
import parley.prompts.schema.SchemaException;
import parley.prompts.schema.SchemaResolver;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlReading;
import parley.prompts.source.YamlSource;
import parley.prompts.source.YamlTree;

/**
 * What a template says of itself between its {@code ---} lines. Immutable.
 *
 * @param fields every key as it was written, the unknown ones too, with plain values
 * @param inputSchema what the inputs must be, as JSON Schema; empty when the template does not say
 * @param outputSchema what the model is to answer, as JSON Schema; empty when the template does not say
 * @param defaults values for inputs that are not given
 */
public record FrontMatter(
        Map<String, @Nullable Object> fields,
        Map<String, @Nullable Object> inputSchema,
        Map<String, @Nullable Object> outputSchema,
        Map<String, @Nullable Object> defaults) {

    /** How findings tell front matter that is no YAML, or not what a template's must be. */
    public static final String CODE = "front-matter";

    /** The keys that the format knows; others, with a dot in them, belong to programs. */
    public static final Set<String> KEYS = Set.of(
            "config",
            "description",
            "ext",
            "input",
            "model",
            "name",
            "output",
            "toolDefs",
            "tools",
            "variant",
            "version");

    static final FrontMatter NONE = new FrontMatter(Map.of(), Map.of(), Map.of(), Map.of());

    public FrontMatter {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        inputSchema = Collections.unmodifiableMap(new LinkedHashMap<>(inputSchema));
        outputSchema = Collections.unmodifiableMap(new LinkedHashMap<>(outputSchema));
        defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    }

    public Optional<String> name() {
        return text("name");
    }

    public Optional<String> variant() {
        return text("variant");
    }

    public Optional<String> version() {
        return text("version");
    }

    public Optional<String> description() {
        return text("description");
    }

    /** The model that the author asks for, as they wrote it. */
    public Optional<String> model() {
        return text("model");
    }

    /** Settings for the model, such as {@code temperature}. */
    public Map<String, @Nullable Object> config() {
        return mapping(fields.get("config"));
    }

    /** The names of the tools that the model may use. */
    public List<String> tools() {
        return fields.get("tools") instanceof List<?> tools
                ? tools.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** What other programs' keys say: {@code a.b.c: 1} is {@code c} of {@code a.b}. */
    public Map<String, @Nullable Object> ext() {
        return DotpromptMetadata.ext(fields);
    }

    /** The names of the declared inputs, in the order of the file. */
    public Set<String> declared() {
        return mapping(inputSchema.get("properties")).keySet();
    }

    /** The names of inputs that must be given. */
    public Set<String> required() {
        Set<String> required = new TreeSet<>();
        if (inputSchema.get("required") instanceof List<?> names) {
            names.forEach(name -> required.add(String.valueOf(name)));
        }
        required.removeAll(defaults.keySet());
        return required;
    }

    /** The names of declared inputs that may be left out. */
    public Set<String> optional() {
        Set<String> optional = new TreeSet<>(declared());
        optional.removeAll(required());
        return optional;
    }

    /** Whether the template says which inputs it takes; one that does not takes any. */
    public boolean declaresInputs() {
        return !inputSchema.isEmpty();
    }

    /**
     * The names of the schemas that a template's source names in its front matter, whether they exist or not; none where
     * the front matter cannot be read.
     */
    public static Set<String> schemasNamed(String source) {
        String front = TemplateParts.split(source.replace("\r\n", "\n")).frontMatter();
        YamlReading reading = YamlSource.read("", front);
        Set<String> names = new TreeSet<>();
        if (reading.tree() != null) {
            Map<String, @Nullable Object> fields = reading.tree().plainMap();
            for (String side : List.of("input", "output")) {
                names.addAll(NamedSchemas.namedBy(mapping(fields.get(side)).get("schema")));
            }
        }
        return names;
    }

    /** Reads the front matter's tree; adds what is wrong to {@code findings}. */
    static FrontMatter from(YamlTree tree, SchemaResolver schemas, List<Finding> findings) {
        Map<String, @Nullable Object> fields = tree.plainMap();
        if (fields.isEmpty() && tree.plain() != null) {
            findings.add(Finding.error(
                    tree.root().at(),
                    "",
                    "the front matter must be `name: value` lines",
                    "for example `description: Greets`"));
        }
        for (String name : List.of("name", "variant", "version", "description", "model")) {
            Object value = fields.get(name);
            if (value instanceof Map || value instanceof List) {
                findings.add(Finding.error(tree.positionOf(name), name, "a text is expected here", "write one line"));
            }
        }
        for (String name : List.of("input", "output", "config")) {
            expectMapping(tree, fields.get(name), name, findings);
        }
        if (fields.get("tools") != null && !(fields.get("tools") instanceof List)) {
            findings.add(Finding.error(tree.positionOf("tools"), "tools", "a list is expected here", "write [a, b]"));
        }
        Map<String, @Nullable Object> input = mapping(fields.get("input"));
        expectMapping(tree, input.get("default"), "input.default", findings);
        Map<String, @Nullable Object> inputSchema = schema(tree, "input", schemas, findings);
        if (!inputSchema.isEmpty() && !"object".equals(inputSchema.get("type"))) {
            findings.add(Finding.error(
                    tree.positionOf("input.schema"),
                    "input.schema",
                    "the inputs are an object: `name: type` lines are expected here",
                    "indent them below the field"));
        }
        FrontMatter front = new FrontMatter(
                fields, inputSchema, schema(tree, "output", schemas, findings), mapping(input.get("default")));
        if (!Finding.anyError(findings)) {
            front.checkDefaults(tree, findings);
        }
        return front;
    }

    private static Map<String, @Nullable Object> schema(
            YamlTree tree, String side, SchemaResolver schemas, List<Finding> findings) {
        Object schema = mapping(tree.plainMap().get(side)).get("schema");
        if (schema == null) {
            return Map.of();
        }
        String field = side + ".schema";
        try {
            return Picoschema.toJsonSchema(schema, schemas);
        } catch (SchemaException e) {
            String at = e.field().isEmpty() ? field : field + "." + e.field();
            findings.add(Finding.error(tree.positionOf(at), at, e.problem(), e.hint())
                    .orOfKind(NamedSchemas.CODE));
            return Map.of();
        }
    }

    /** A default of the wrong type is the author's mistake, not that of whoever renders. */
    private void checkDefaults(YamlTree tree, List<Finding> findings) {
        Map<?, ?> properties = mapping(inputSchema.get("properties"));
        for (Map.Entry<String, @Nullable Object> given : defaults.entrySet()) {
            String field = "input.default." + given.getKey();
            if (properties.get(given.getKey()) instanceof Map<?, ?> schema && given.getValue() != null) {
                for (SchemaCheck.Problem problem : SchemaCheck.check(textKeys(schema), given.getValue())) {
                    String path = problem.path().isEmpty() ? field : field + "." + problem.path();
                    findings.add(Finding.error(tree.positionOf(path), path, problem.message(), problem.hint()));
                }
            } else if (declaresInputs()
                    && !properties.containsKey(given.getKey())
                    && Boolean.FALSE.equals(inputSchema.get("additionalProperties"))) {
                findings.add(Finding.error(
                        tree.positionOf(field),
                        field,
                        "the template declares no such variable",
                        "add it to input.schema, or remove the default"));
            }
        }
    }

    /** The inputs with defaults for those that were not given. */
    Map<String, @Nullable Object> complete(String file, Map<String, ?> inputs) {
        Map<String, @Nullable Object> complete = new LinkedHashMap<>();
        defaults.forEach((name, value) -> {
            if (value != null) {
                complete.put(name, value);
            }
        });
        complete.putAll(inputs);
        List<Finding> findings = new ArrayList<>();
        PlainData.check(file, complete, findings);
        if (findings.isEmpty()) {
            for (SchemaCheck.Problem problem : SchemaCheck.check(inputSchema, complete)) {
                findings.add(Finding.error(
                        SourcePosition.wholeFile(file), problem.path(), problem.message(), problem.hint()));
            }
        }
        if (!findings.isEmpty()) {
            throw new AuthoringException(findings);
        }
        return complete;
    }

    private Optional<String> text(String field) {
        return switch (fields.get(field)) {
            case String text -> Optional.of(text);
            case Number number -> Optional.of(number.toString());
            case null, default -> Optional.empty();
        };
    }

    @SuppressWarnings("unchecked") // maps in a tree's plain values have text keys
    private static Map<String, @Nullable Object> mapping(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    private static Map<String, @Nullable Object> textKeys(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    private static void expectMapping(YamlTree tree, @Nullable Object value, String field, List<Finding> findings) {
        if (value != null && !(value instanceof Map)) {
            findings.add(Finding.error(
                    tree.positionOf(field),
                    field,
                    "`name: value` lines are expected here",
                    "indent them below the field"));
        }
    }
}
