package parley.evaluation.suite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlNode;

/**
 * Reads the fields of one mapping of a suite by name, noting a finding for each that is missing, mistyped or unknown.
 *
 * <p>What can't be read comes back empty, so that one pass finds all that is wrong. Used by one thread.
 */
final class SuiteFields {
    private final List<Finding> findings;
    private final YamlNode node;
    private final String path;
    private final Map<String, YamlNode.Field> fields;
    private final Set<String> known = new LinkedHashSet<>();

    /** A text and where it is written. */
    record Text(String value, SourcePosition at) {}

    SuiteFields(List<Finding> findings, YamlNode node, String path) {
        this.findings = findings;
        this.node = node;
        this.path = path;
        if (node instanceof YamlNode.Mapping mapping) {
            fields = mapping.fields();
        } else {
            fields = Map.of();
            findings.add(Finding.error(
                    node.at(), path, "a mapping is expected here, not " + node.kind(), "write `name: value` lines"));
        }
    }

    /** Whether this is a mapping at all; when not, that was noted. */
    boolean readable() {
        return node instanceof YamlNode.Mapping;
    }

    SourcePosition at() {
        return node.at();
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    SourcePosition at(String name) {
        YamlNode.Field field = fields.get(name);
        return field == null ? node.at() : field.value().at();
    }

    void error(SourcePosition at, String name, String message, String hint) {
        findings.add(Finding.error(at, pathOf(name), message, hint));
    }

    void error(String name, String message, String hint) {
        error(at(name), name, message, hint);
    }

    /** A text that must be there. */
    Optional<Text> required(String name, int mostChars) {
        if (!has(name)) {
            known.add(name);
            if (readable()) {
                error(name, "the field is missing", "add `" + name + ":`");
            }
            return Optional.empty();
        }
        return optional(name, mostChars);
    }

    /** A text that may be left out. */
    Optional<Text> optional(String name, int mostChars) {
        YamlNode value = value(name);
        return value == null ? Optional.empty() : text(value, pathOf(name), mostChars);
    }

    /** {@code true} or nothing: the only thing that a flag of a suite can say. */
    boolean flag(String name) {
        YamlNode value = value(name);
        if (value == null) {
            return false;
        }
        if (value instanceof YamlNode.Scalar scalar && Boolean.TRUE.equals(scalar.value())) {
            return true;
        }
        error(name, "only `true` can stand here", "write `" + name + ": true` or remove the field");
        return false;
    }

    /** A whole number within bounds. */
    Optional<Integer> number(String name, int least, int most) {
        YamlNode value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof YamlNode.Scalar scalar
                && scalar.value() instanceof Long number
                && number >= least
                && number <= most) {
            return Optional.of(number.intValue());
        }
        error(name, "a whole number from " + least + " to " + most + " is expected", "for example " + least);
        return Optional.empty();
    }

    /** One text, or a list of at least one. */
    List<Text> texts(String name, int mostChars, int mostTexts) {
        YamlNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof YamlNode.Sequence sequence)) {
            return text(value, pathOf(name), mostChars).stream().toList();
        }
        var texts = new ArrayList<Text>();
        int index = 0;
        for (YamlNode item : entries(name, sequence, mostTexts)) {
            text(item, pathOf(name) + "[" + index++ + "]", mostChars).ifPresent(texts::add);
        }
        return texts;
    }

    /** The mappings of a list that must be there and not be empty. */
    List<SuiteFields> mappings(String name, int most) {
        YamlNode value = value(name);
        if (value == null) {
            if (readable()) {
                error(name, "the field is missing", "add `" + name + ":` with at least one entry");
            }
            return List.of();
        }
        if (!(value instanceof YamlNode.Sequence sequence)) {
            error(name, "a list is expected here, not " + value.kind(), "write `- value` lines");
            return List.of();
        }
        var mappings = new ArrayList<SuiteFields>();
        int index = 0;
        for (YamlNode item : entries(name, sequence, most)) {
            mappings.add(new SuiteFields(findings, item, pathOf(name) + "[" + index++ + "]"));
        }
        return mappings;
    }

    /** A mapping that may be left out. */
    Optional<SuiteFields> mapping(String name) {
        YamlNode value = value(name);
        return value == null ? Optional.empty() : Optional.of(new SuiteFields(findings, value, pathOf(name)));
    }

    /** Notes every field that nothing has asked for: a slip of the pen would otherwise check nothing, in silence. */
    void refuseOthers() {
        fields.forEach((name, field) -> {
            if (!known.contains(name)) {
                error(field.keyAt(), name, "there is no such field here", "known fields: " + String.join(", ", known));
            }
        });
    }

    private List<YamlNode> entries(String name, YamlNode.Sequence sequence, int most) {
        if (sequence.items().isEmpty()) {
            error(name, "the list is empty", "give at least one entry");
        }
        if (sequence.items().size() > most) {
            error(
                    name,
                    "the list has " + sequence.items().size() + " entries, more than " + most,
                    "split it, for example into two files");
            return List.of();
        }
        return sequence.items();
    }

    private Optional<Text> text(YamlNode value, String at, int mostChars) {
        if (!(value instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
            findings.add(Finding.error(value.at(), at, "a text is expected here, not " + value.kind(), "quote it"));
            return Optional.empty();
        }
        // What looks like a number or a truth value is text all the same where a text is expected.
        String text = scalar.text().strip();
        if (text.isEmpty() || text.length() > mostChars) {
            findings.add(Finding.error(
                    value.at(), at, "a text of 1 to " + mostChars + " characters is expected", "write or shorten it"));
            return Optional.empty();
        }
        return Optional.of(new Text(text, value.at()));
    }

    private @Nullable YamlNode value(String name) {
        known.add(name);
        YamlNode.Field field = fields.get(name);
        return field == null ? null : field.value();
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
