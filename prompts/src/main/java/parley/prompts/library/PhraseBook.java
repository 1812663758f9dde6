package parley.prompts.library;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Locales;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlNode;
import parley.prompts.source.YamlSource;
import parley.prompts.source.YamlTree;

/**
 * The authored tutor's own lines, by key and language, several variants of each. Immutable and thread-safe.
 *
 * <p>A line may hold {@code {{name}}} placeholders. Values are put in as they are and never read again, so one that
 * holds braces stays as it is.
 */
public final class PhraseBook {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([a-zA-Z]+)\\s*}}");

    private final Map<String, Map<PhraseKey, List<String>>> byLocale;

    private PhraseBook(Map<String, Map<PhraseKey, List<String>>> byLocale) {
        this.byLocale = byLocale;
    }

    /** The phrases in our jar. Read once; one that cannot be read is a bug. */
    public static PhraseBook shipped() {
        return Shipped.BOOK;
    }

    private static final class Shipped {
        private static final PhraseBook BOOK = read();

        private static PhraseBook read() {
            Map<String, String> files = new LinkedHashMap<>();
            for (String locale : Locales.SHIPPED) {
                files.put(locale, Resources.text("phrases/" + locale + ".yaml").orElseThrow());
            }
            return PhraseBook.read(files);
        }
    }

    /**
     * Reads phrases from the text of a YAML file for each locale.
     *
     * @throws AuthoringException with file and line when a key is unknown, missing or empty, or when a line holds a
     *     placeholder that its key does not have
     */
    public static PhraseBook read(Map<String, String> sourceByLocale) {
        Map<String, Map<PhraseKey, List<String>>> byLocale = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        sourceByLocale.forEach((locale, source) -> {
            String file = "phrases/" + locale + ".yaml";
            YamlTree tree = YamlSource.read(file, source).orThrow();
            byLocale.put(locale, phrases(file, tree, findings));
        });
        if (Finding.anyError(findings)) {
            throw new AuthoringException(findings);
        }
        return new PhraseBook(byLocale);
    }

    /** How many variants a line has in the locale; at least 1. */
    public int variants(PhraseKey key, String localeTag) {
        return lines(key, localeTag).size();
    }

    /**
     * One line.
     *
     * @param localeTag falls back as {@code zh-CN → zh → en}
     * @param variant any number; it counts round the variants there are
     * @param values a value for each of the key's placeholders
     * @throws IllegalArgumentException naming the placeholder when its value is missing
     */
    public String line(PhraseKey key, String localeTag, int variant, Map<String, String> values) {
        for (String name : key.placeholders()) {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException("the phrase " + key.fileName() + " needs a value for " + name);
            }
        }
        List<String> lines = lines(key, localeTag);
        String line = lines.get(Math.floorMod(variant, lines.size()));
        return PLACEHOLDER
                .matcher(line)
                .replaceAll(match -> Matcher.quoteReplacement(String.valueOf(values.get(match.group(1)))));
    }

    /** One line that needs no values, or whose key has none. */
    public String line(PhraseKey key, String localeTag, int variant) {
        return line(key, localeTag, variant, Map.of());
    }

    private List<String> lines(PhraseKey key, String localeTag) {
        for (String tag : Locales.fallbacks(localeTag)) {
            Map<PhraseKey, List<String>> phrases = byLocale.get(tag);
            if (phrases != null) {
                return present(phrases.get(key), key);
            }
        }
        throw new IllegalStateException("there are no phrases in " + Locales.SHIPPED.getFirst());
    }

    private static List<String> present(@Nullable List<String> lines, PhraseKey key) {
        if (lines == null) {
            throw new IllegalStateException("the phrase " + key.fileName() + " is missing");
        }
        return lines;
    }

    private static Map<PhraseKey, List<String>> phrases(String file, YamlTree tree, List<Finding> findings) {
        Map<PhraseKey, List<String>> phrases = new EnumMap<>(PhraseKey.class);
        if (tree.root() instanceof YamlNode.Mapping mapping) {
            mapping.fields()
                    .forEach((name, field) -> PhraseKey.named(name)
                            .ifPresentOrElse(
                                    key -> phrases.put(key, lines(key, field.value(), findings)),
                                    () -> findings.add(Finding.error(
                                            field.keyAt(),
                                            name,
                                            "there is no such phrase",
                                            "see PhraseKey for those there are"))));
        }
        for (PhraseKey key : PhraseKey.values()) {
            if (!phrases.containsKey(key)) {
                findings.add(Finding.error(
                        SourcePosition.wholeFile(file), key.fileName(), "the phrase is missing", "add it"));
            }
        }
        return phrases;
    }

    private static List<String> lines(PhraseKey key, YamlNode value, List<Finding> findings) {
        List<YamlNode> nodes = value instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(value);
        List<String> lines = new ArrayList<>();
        for (YamlNode node : nodes) {
            if (!(node instanceof YamlNode.Scalar scalar) || scalar.text().isBlank()) {
                findings.add(Finding.error(node.at(), key.fileName(), "a text is expected here", "write one line"));
                continue;
            }
            Matcher matcher = PLACEHOLDER.matcher(scalar.text());
            while (matcher.find()) {
                if (!key.placeholders().contains(matcher.group(1))) {
                    findings.add(Finding.error(
                            node.at(),
                            key.fileName(),
                            Said.of("there is no value {} for this phrase", matcher.group(1)),
                            Said.of("those there are: {}", String.join(", ", key.placeholders()))));
                }
            }
            lines.add(scalar.text().strip());
        }
        if (lines.isEmpty()) {
            findings.add(Finding.error(value.at(), key.fileName(), "the phrase has no line", "write at least one"));
        }
        return List.copyOf(lines);
    }
}
