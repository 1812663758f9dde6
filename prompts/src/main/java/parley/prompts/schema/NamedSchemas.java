package parley.prompts.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlReading;
import parley.prompts.source.YamlSource;

/**
 * Schemas that stand in files of their own, each under its name, for all prompts to use. A file holds Picoschema or JSON
 * Schema in YAML, and may name other schemas, but not in a circle. Thread-safe; a file is read when first asked for.
 */
public final class NamedSchemas implements SchemaResolver {
    /** How findings tell a schema that is missing or cannot be used. */
    public static final String CODE = "schema";

    /** The longest chain of schemas that name one another. */
    private static final int MAX_CHAIN = 20;

    /** The most fields, kinds and values of one schema with all that it names: a tree that is looked through at each lint. */
    private static final int MAX_NODES = 10_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,79}");

    private final Function<String, Optional<Text>> source;
    private final Map<String, Map<String, @Nullable Object>> read = new ConcurrentHashMap<>();

    /**
     * A schema's source.
     *
     * @param file how findings call it
     */
    public record Text(String file, String text) {}

    /** {@code source} gives the text of a name, which may be anything; empty when there is none. */
    public NamedSchemas(Function<String, Optional<Text>> source) {
        this.source = source;
    }

    /** Whether a text can be a schema's name; the names of types are no others'. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches() && !Picoschema.isType(text);
    }

    @Override
    public Optional<Map<String, @Nullable Object>> find(String name) throws SchemaException {
        return find(name, List.of());
    }

    private Optional<Map<String, @Nullable Object>> find(String name, List<String> path) throws SchemaException {
        Map<String, @Nullable Object> known = read.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Text> text = isName(name) ? source.apply(name) : Optional.empty();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<String> deeper = new ArrayList<>(path);
        deeper.add(name);
        if (path.contains(name)) {
            throw new SchemaException(
                    "",
                    Said.of(
                            "the schemas go in a circle: {}",
                            String.join(" → ", deeper.subList(path.indexOf(name), deeper.size()))),
                    "break the circle");
        }
        if (path.size() >= MAX_CHAIN) {
            throw new SchemaException(
                    "", Said.of("more than {} schemas name one another in a chain", MAX_CHAIN), "shorten the chain");
        }
        List<Finding> findings = new ArrayList<>();
        Map<String, @Nullable Object> schema = read(text.get(), inner -> find(inner, deeper), findings);
        if (schema == null) {
            Finding first = findings.getFirst();
            throw new SchemaException(
                    "",
                    Said.of(
                            "the schema {} cannot be used: {}: {}{}",
                            name,
                            first.at(),
                            first.field().isEmpty() ? "" : first.field() + ": ",
                            first.message()),
                    first.hint());
        }
        read.put(name, schema);
        return Optional.of(schema);
    }

    /** What keeps a file from being a schema; empty when nothing does. */
    public static List<Finding> check(Text text, SchemaResolver others) {
        List<Finding> findings = new ArrayList<>();
        read(text, others, findings);
        return findings;
    }

    private static @Nullable Map<String, @Nullable Object> read(
            Text text, SchemaResolver others, List<Finding> findings) {
        YamlReading reading = YamlSource.read(text.file(), text.text());
        reading.findings().forEach(finding -> findings.add(finding.orOfKind(CODE)));
        if (reading.tree() == null || Finding.anyError(findings)) {
            return null;
        }
        Object plain = reading.tree().plain();
        if (plain == null) {
            findings.add(Finding.error(
                            SourcePosition.wholeFile(text.file()),
                            "",
                            "the schema is empty",
                            "write `name: type` lines")
                    .orOfKind(CODE));
            return null;
        }
        try {
            Map<String, @Nullable Object> schema = Picoschema.toJsonSchema(plain, others);
            if (nodes(schema, MAX_NODES) > MAX_NODES) {
                throw new SchemaException(
                        "", Said.of("with all that it names the schema has more than {} parts", MAX_NODES), "split it");
            }
            return schema;
        } catch (SchemaException e) {
            findings.add(Finding.error(reading.tree().positionOf(e.field()), e.field(), e.problem(), e.hint())
                    .orOfKind(CODE));
            return null;
        }
    }

    /** Counts the parts of a schema, as far as {@code most} and one. */
    private static int nodes(@Nullable Object schema, int most) {
        Collection<?> inner = switch (schema) {
            case Map<?, ?> map -> map.values();
            case Collection<?> items -> items;
            case null, default -> List.of();
        };
        int nodes = 1;
        for (Object part : inner) {
            nodes += nodes(part, most - nodes);
            if (nodes > most) {
                break;
            }
        }
        return nodes;
    }

    /** The names of other schemas in one that may be of either kind, in plain data; those that do not exist, too. */
    public static Set<String> namedBy(@Nullable Object schema) {
        Set<String> names = new TreeSet<>();
        if (schema != null) {
            try {
                Picoschema.toJsonSchema(schema, name -> {
                    names.add(name);
                    return Optional.of(Map.of());
                });
            } catch (SchemaException e) {
                // A malformed schema is told of where it is read; until then what it named so far counts.
                return names;
            }
        }
        return names;
    }
}
