package parley.prompts.course;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlNode;

/**
 * Reads the fields of one mapping by name and kind, noting a finding for each that is missing, mistyped or unknown.
 *
 * <p>A missing field reads as an empty value, so that one pass finds all that is wrong; the findings keep the outcome
 * from being used.
 */
final class FieldReader {

    /** The longest single text, in characters; a page of explanation has about 3,000. */
    static final int MAX_TEXT = 10_000;

    /** The longest list of texts. */
    static final int MAX_TEXTS = 200;

    static final LocalizedText NOTHING = LocalizedText.english("");

    /** A value and its path. */
    record At<T>(T value, String path) {}

    private final ReadingContext context;
    private final YamlNode node;
    private final String path;
    private final Map<String, YamlNode.Field> fields;
    private final Set<String> read = new HashSet<>();
    private Set<String> parameters;

    FieldReader(ReadingContext context, YamlNode node, String path) {
        this(context, node, path, Set.of());
    }

    private FieldReader(ReadingContext context, YamlNode node, String path, Set<String> parameters) {
        this.context = context;
        this.parameters = parameters;
        this.node = node;
        this.path = path;
        if (node instanceof YamlNode.Mapping mapping) {
            this.fields = mapping.fields();
        } else {
            this.fields = Map.of();
            context.error(
                    node,
                    path,
                    Said.of("a mapping is expected here, not {}", node.kind()),
                    "write `name: value` lines");
        }
    }

    /** From now on, texts may hold {@code [[…]]} with these names. */
    void parameters(Set<String> names) {
        this.parameters = names;
    }

    private FieldReader inner(YamlNode value, String at) {
        return new FieldReader(context, value, at, parameters);
    }

    /** The place of this mapping and its fields. */
    CoursePlaces.Place place() {
        Map<String, SourcePosition> at = new HashMap<>();
        fields.forEach((name, field) -> at.put(name, field.keyAt()));
        return new CoursePlaces.Place(node.at(), path, at);
    }

    List<String> locales() {
        return context.locales();
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    SourcePosition position(String name) {
        YamlNode.Field field = fields.get(name);
        return field == null ? node.at() : field.value().at();
    }

    void error(String name, CharSequence message, CharSequence hint) {
        context.add(Finding.error(position(name), pathOf(name), message, hint));
    }

    void warning(String name, CharSequence message, CharSequence hint) {
        context.add(Finding.warning(position(name), pathOf(name), message, hint));
    }

    /** A text that must be there; empty when it is not. */
    String text(String name) {
        YamlNode value = required(name);
        return value == null ? "" : textOf(value, pathOf(name));
    }

    Optional<String> optionalText(String name) {
        read.add(name);
        YamlNode.Field field = fields.get(name);
        return field == null ? Optional.empty() : Optional.of(textOf(field.value(), pathOf(name)));
    }

    /** True or false; false when the field is not there. */
    boolean optionalFlag(String name) {
        read.add(name);
        YamlNode.Field field = fields.get(name);
        if (field == null) {
            return false;
        }
        if (field.value() instanceof YamlNode.Scalar scalar && scalar.value() instanceof Boolean flag) {
            return flag;
        }
        error(
                name,
                Said.of("true or false is expected here, not {}", field.value().kind()),
                "write true or leave it out");
        return false;
    }

    /** A text by locale, or a plain one, which counts as English. */
    LocalizedText localized(String name) {
        YamlNode value = required(name);
        return value == null ? NOTHING : localizedOf(value, pathOf(name));
    }

    Optional<LocalizedText> optionalLocalized(String name) {
        read.add(name);
        YamlNode.Field field = fields.get(name);
        return field == null ? Optional.empty() : Optional.of(localizedOf(field.value(), pathOf(name)));
    }

    /** A mapping's fields, by a reader of their own. */
    Optional<FieldReader> optionalMapping(String name) {
        read.add(name);
        YamlNode.Field field = fields.get(name);
        return field == null ? Optional.empty() : Optional.of(inner(field.value(), pathOf(name)));
    }

    /** The names of all fields, in the order of the file. */
    List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /** A field's value; the field must be there. */
    YamlNode value(String name) {
        read.add(name);
        return Objects.requireNonNull(fields.get(name)).value();
    }

    /** The reader of one entry of a list. */
    FieldReader entry(At<YamlNode> item) {
        return inner(item.value(), item.path());
    }

    /** A text in a list. */
    String textOf(At<YamlNode> item) {
        return textOf(item.value(), item.path());
    }

    /** The items of a list that must be there and not be empty. */
    List<At<YamlNode>> list(String name, int most) {
        YamlNode value = required(name);
        if (value == null) {
            return List.of();
        }
        List<At<YamlNode>> items = listOf(value, pathOf(name), most);
        if (items.isEmpty() && value instanceof YamlNode.Sequence) {
            error(name, "the list is empty", "give at least one");
        }
        return items;
    }

    <T> List<T> mappings(String name, int most, Function<FieldReader, T> reader) {
        List<T> values = new ArrayList<>();
        for (At<YamlNode> item : list(name, most)) {
            values.add(reader.apply(inner(item.value(), item.path())));
        }
        return values;
    }

    /** Texts, at least one. */
    List<String> texts(String name) {
        return list(name, MAX_TEXTS).stream()
                .map(item -> textOf(item.value(), item.path()))
                .toList();
    }

    List<String> optionalTexts(String name) {
        read.add(name);
        return has(name) ? texts(name) : List.of();
    }

    List<LocalizedText> optionalLocalizedList(String name) {
        read.add(name);
        if (!has(name)) {
            return List.of();
        }
        return list(name, MAX_TEXTS).stream()
                .map(item -> localizedOf(item.value(), item.path()))
                .toList();
    }

    /** Notes every field that nothing has read: a slip of the pen would otherwise be lost in silence. */
    void refuseOthers() {
        for (Map.Entry<String, YamlNode.Field> field : fields.entrySet()) {
            if (!read.contains(field.getKey())) {
                context.add(Finding.error(
                        field.getValue().keyAt(),
                        pathOf(field.getKey()),
                        "there is no such field here",
                        Said.of(
                                "known fields: {}",
                                String.join(", ", read.stream().sorted().toList()))));
            }
        }
    }

    @Nullable
    YamlNode required(String name) {
        read.add(name);
        YamlNode.Field field = fields.get(name);
        if (field == null) {
            if (node instanceof YamlNode.Mapping) {
                context.error(node, pathOf(name), "the field is missing", Said.of("add `{}:`", name));
            }
            return null;
        }
        return field.value();
    }

    private String textOf(YamlNode value, String at) {
        if (value instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            // What looks like a number or a truth value is text all the same where a text is expected.
            return checked(value, at, scalar.text().strip());
        }
        context.error(value, at, Said.of("a text is expected here, not {}", value.kind()), "quote it");
        return "";
    }

    private String checked(YamlNode value, String at, String text) {
        if (text.isEmpty()) {
            context.error(value, at, "the text is empty", "write it or remove the field");
        } else if (text.length() > MAX_TEXT) {
            context.error(value, at, Said.of("the text is longer than {} characters", MAX_TEXT), "shorten it");
            return "";
        } else if (text.contains("[[")) {
            if (parameters.isEmpty()) {
                context.error(
                        value, at, "values in [[…]] stand only in items with parameters", "give the item parameters");
            } else {
                context.placeholders
                        .mistake(text, parameters)
                        .ifPresent(mistake -> context.error(
                                value, at, mistake, Said.of("parameters: {}", String.join(", ", parameters))));
            }
        }
        return text;
    }

    /** A text, or {@code {file: NAME.md}}; nothing when it is neither. */
    private String textOrFile(YamlNode value, String at) {
        if (value instanceof YamlNode.Mapping mapping
                && mapping.fields().keySet().equals(Set.of("file"))) {
            YamlNode name = Objects.requireNonNull(mapping.fields().get("file")).value();
            return context.textFile(name, at + ".file", textOf(name, at + ".file"))
                    .map(text -> checked(value, at, text))
                    .orElse("");
        }
        return textOf(value, at);
    }

    private LocalizedText localizedOf(YamlNode value, String at) {
        Map<String, String> byLocale = new LinkedHashMap<>();
        if (value instanceof YamlNode.Mapping mapping && mapping.fields().containsKey("file")) {
            String text = textOrFile(value, at);
            context.locales().forEach(tag -> byLocale.put(tag, text));
        } else if (value instanceof YamlNode.Mapping mapping) {
            mapping.fields().forEach((tag, field) -> {
                if (!Locales.fallbacks(tag).getFirst().equals(tag)) {
                    context.add(Finding.error(
                            field.keyAt(), at + "." + tag, "this is no language tag", "for example en or zh-CN"));
                }
                byLocale.put(tag, textOrFile(field.value(), at + "." + tag));
            });
        } else {
            byLocale.put(LocalizedText.FALLBACK, textOf(value, at));
        }
        for (String tag : context.locales()) {
            if (!byLocale.containsKey(tag)) {
                context.warning(
                        value, at, Said.of("the text has no {}", tag), Said.of("add `{}:` below the field", tag));
            }
        }
        return byLocale.isEmpty() ? NOTHING : new LocalizedText(byLocale);
    }

    private List<At<YamlNode>> listOf(YamlNode value, String at, int most) {
        if (!(value instanceof YamlNode.Sequence sequence)) {
            context.error(value, at, Said.of("a list is expected here, not {}", value.kind()), "write `- value` lines");
            return List.of();
        }
        if (sequence.items().size() > most) {
            context.error(value, at, Said.of("the list has more than {} entries", most), "shorten it");
            return List.of();
        }
        List<At<YamlNode>> items = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            items.add(new At<>(sequence.items().get(i), at + "[" + i + "]"));
        }
        return items;
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
