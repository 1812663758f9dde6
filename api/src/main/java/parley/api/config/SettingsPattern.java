package parley.api.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlNode;
import parley.prompts.source.YamlTree;

/**
 * What settings look like: the shipped file, and of its lists, which are empty, the items. A key that the pattern lacks
 * is unknown, a key that it has must be there unless it ends in "?", and a value is of the kind that stands there.
 * Immutable.
 */
final class SettingsPattern {
    /** More than anybody keeps in one list; guards against a file made by a program that went wrong. */
    static final int MOST_ITEMS = 200;

    private static final String OPTIONAL = "?";

    private final YamlTree file;
    private final YamlNode.Mapping items;

    /**
     * @param file the shipped settings
     * @param items one item for each list that is empty there, by the list's path
     */
    SettingsPattern(YamlTree file, YamlTree items) {
        this.file = file;
        this.items = (YamlNode.Mapping) items.root();
    }

    /** How {@code settings} differ from the pattern; empty when they fit. */
    List<Finding> differences(YamlTree settings) {
        var findings = new ArrayList<Finding>();
        compare("", settings.root(), file.root(), new Place("", settings.root().at()), findings);
        return findings;
    }

    /**
     * Where a value stands.
     *
     * @param path in the pattern, without the indices of lists
     */
    private record Place(String path, SourcePosition at) {
        Place key(String key, SourcePosition keyAt) {
            return new Place(path.isEmpty() ? key : path + "." + key, keyAt);
        }

        Place item(SourcePosition itemAt) {
            return new Place(path, itemAt);
        }
    }

    private void compare(String field, YamlNode node, YamlNode pattern, Place place, List<Finding> findings) {
        switch (pattern) {
            case YamlNode.Mapping wanted -> {
                if (node instanceof YamlNode.Mapping given) {
                    compareKeys(field, given, wanted, place, findings);
                } else {
                    findings.add(wrongKind(field, node, "the keys " + keys(wanted), place));
                }
            }
            case YamlNode.Sequence wanted -> {
                if (node instanceof YamlNode.Sequence given) {
                    compareItems(field, given, wanted, place, findings);
                } else {
                    findings.add(wrongKind(field, node, "a list", place));
                }
            }
            case YamlNode.Scalar wanted -> {
                if (!node.kind().equals(wanted.kind())) {
                    findings.add(wrongKind(field, node, example(wanted), place));
                }
            }
        }
    }

    private static Finding wrongKind(String field, YamlNode node, String expected, Place place) {
        return Finding.error(place.at(), field, "found " + node.kind() + ", expected " + expected, "");
    }

    private void compareItems(
            String field, YamlNode.Sequence given, YamlNode.Sequence wanted, Place place, List<Finding> findings) {
        if (given.items().size() > MOST_ITEMS) {
            findings.add(Finding.error(
                    place.at(), field, "the list is too long", "expected at most " + MOST_ITEMS + " items"));
            return;
        }
        YamlNode item = itemOf(wanted, place.path());
        for (int i = 0; i < given.items().size(); i++) {
            YamlNode each = given.items().get(i);
            compare(field + "[" + i + "]", each, item, place.item(each.at()), findings);
        }
    }

    private YamlNode itemOf(YamlNode.Sequence wanted, String path) {
        if (!wanted.items().isEmpty()) {
            return wanted.items().getFirst();
        }
        YamlNode.Field item = items.fields().get(path);
        if (item == null) {
            throw new IllegalStateException("Nothing says what stands in the list " + path);
        }
        return item.value();
    }

    private void compareKeys(
            String field, YamlNode.Mapping given, YamlNode.Mapping wanted, Place place, List<Finding> findings) {
        given.fields().forEach((key, value) -> {
            YamlNode.Field expected = expected(wanted, key);
            String full = field.isEmpty() ? key : field + "." + key;
            if (expected == null) {
                findings.add(
                        Finding.error(value.keyAt(), full, "there is no such key", "expected one of: " + keys(wanted)));
            } else {
                compare(full, value.value(), expected.value(), place.key(key, value.keyAt()), findings);
            }
        });
        wanted.fields().forEach((key, value) -> {
            if (!key.endsWith(OPTIONAL) && !given.fields().containsKey(key)) {
                String full = field.isEmpty() ? key : field + "." + key;
                findings.add(Finding.error(place.at(), full, "the key is missing", "add " + added(key, value.value())));
            }
        });
    }

    /** The pattern of a key; a key that itself ends in "?" is nobody's. */
    private static YamlNode.@Nullable Field expected(YamlNode.Mapping wanted, String key) {
        if (key.endsWith(OPTIONAL)) {
            return null;
        }
        YamlNode.Field always = wanted.fields().get(key);
        return always == null ? wanted.fields().get(key + OPTIONAL) : always;
    }

    private static String added(String key, YamlNode value) {
        return switch (value) {
            case YamlNode.Scalar scalar -> key + ": " + (scalar.text().isEmpty() ? "\"\"" : scalar.text());
            case YamlNode.Mapping mapping -> "it with the keys " + keys(mapping);
            case YamlNode.Sequence sequence -> key + ": []";
        };
    }

    private static String keys(YamlNode.Mapping mapping) {
        return mapping.fields().keySet().stream()
                .map(key -> key.endsWith(OPTIONAL) ? key.substring(0, key.length() - 1) : key)
                .collect(Collectors.joining(", "));
    }

    private static String example(YamlNode.Scalar pattern) {
        return pattern.text().isEmpty() ? pattern.kind() : pattern.kind() + " such as " + pattern.text();
    }
}
