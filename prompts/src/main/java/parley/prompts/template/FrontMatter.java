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
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.YamlTree;

/**
 * What a template says of itself between its {@code ---} lines. Immutable.
 *
 * @param fields every key as it was written, the unknown ones too, with plain values
 * @param required the names of inputs that must be given
 * @param optional the names of inputs that may be given
 * @param defaults values for inputs that are not given
 */
public record FrontMatter(
        Map<String, @Nullable Object> fields,
        Set<String> required,
        Set<String> optional,
        Map<String, @Nullable Object> defaults) {

    static final FrontMatter NONE = new FrontMatter(Map.of(), Set.of(), Set.of(), Map.of());

    public FrontMatter {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        required = Collections.unmodifiableSet(new TreeSet<>(required));
        optional = Collections.unmodifiableSet(new TreeSet<>(optional));
        defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    }

    public Optional<String> name() {
        return text("name");
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

    /** Whether the template says which inputs it takes; one that does not takes any. */
    public boolean declaresInputs() {
        return !required.isEmpty() || !optional.isEmpty();
    }

    /** Reads the front matter's tree; adds what is wrong to {@code findings}. */
    static FrontMatter from(YamlTree tree, List<Finding> findings) {
        Map<String, @Nullable Object> fields = tree.plainMap();
        if (fields.isEmpty() && tree.plain() != null) {
            findings.add(Finding.error(
                    tree.root().at(),
                    "",
                    "the front matter must be `name: value` lines",
                    "for example `description: Greets`"));
        }
        for (String name : List.of("input", "config")) {
            expectMapping(tree, fields.get(name), name, findings);
        }
        Map<String, @Nullable Object> input = mapping(fields.get("input"));
        expectMapping(tree, input.get("schema"), "input.schema", findings);
        expectMapping(tree, input.get("default"), "input.default", findings);
        Map<String, @Nullable Object> defaults = mapping(input.get("default"));
        Set<String> required = new TreeSet<>();
        Set<String> optional = new TreeSet<>();
        for (String key : mapping(input.get("schema")).keySet()) {
            // Picoschema: `name?: string` is optional, `list(array, what it is): string` has its type in the key.
            String bare = key.replaceFirst("\\(.*$", "").strip();
            if (bare.endsWith("?")) {
                optional.add(bare.substring(0, bare.length() - 1));
            } else if (defaults.containsKey(bare)) {
                optional.add(bare);
            } else {
                required.add(bare);
            }
        }
        return new FrontMatter(fields, required, optional, defaults);
    }

    /** The inputs with defaults for those that were not given. */
    Map<String, Object> complete(String file, Map<String, ?> inputs) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Object> complete = new LinkedHashMap<>();
        defaults.forEach((name, value) -> {
            if (value != null) {
                complete.put(name, value);
            }
        });
        complete.putAll(inputs);
        InputCheck.check(file, this, complete, findings);
        if (!findings.isEmpty()) {
            throw new AuthoringException(findings);
        }
        return complete;
    }

    private Optional<String> text(String field) {
        return fields.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // maps in a tree's plain values have text keys
    private static Map<String, @Nullable Object> mapping(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
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
