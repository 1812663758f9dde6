package parley.prompts.template.conformance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.AuthoringException;
import parley.prompts.template.DotpromptData;
import parley.prompts.template.DotpromptEngine;
import parley.prompts.template.DotpromptMessage;
import parley.prompts.template.DotpromptResult;
import parley.prompts.template.DotpromptSettings;
import parley.prompts.template.handlebars.PartialSource;

/**
 * One case of the Dotprompt format: a template, what it is rendered with, and what must come out. Immutable.
 *
 * @param name the suite's name and the case's, for a report
 * @param suite {@code template}, {@code data}, {@code schemas}, {@code tools}, {@code partials} and
 *     {@code resolverPartials} as the specification's files have them
 * @param test {@code data}, {@code options} and {@code expect}; an {@code expect} of {@code error: true} says that the
 *     template must be refused
 */
public record ConformanceCase(String name, Map<String, @Nullable Object> suite, Map<String, @Nullable Object> test) {

    /** Runs the case on our engine; tells what is wrong, in one line, or nothing. */
    public Optional<String> run() {
        Map<?, ?> expected = mapping(test.get("expect"));
        boolean refused = Boolean.TRUE.equals(expected.get("error"));
        try {
            Outcome outcome = outcome();
            if (refused) {
                return Optional.of("was not refused");
            }
            Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
            expected.forEach((key, value) -> wanted.put(String.valueOf(key), value));
            for (String always : List.of("ext", "config", "metadata")) {
                wanted.putIfAbsent(always, Map.of());
            }
            Object raw = wanted.remove("raw");
            Map<String, @Nullable Object> rendered = new LinkedHashMap<>(outcome.rendered());
            Map<String, @Nullable Object> metadata = new LinkedHashMap<>(outcome.metadata());
            Object ourRaw = rendered.remove("raw");
            metadata.remove("raw");
            if (raw != null && !same(raw, ourRaw)) {
                return Optional.of("raw: expected " + raw + " but got " + ourRaw);
            }
            Map<String, @Nullable Object> wantedMetadata = new LinkedHashMap<>(wanted);
            wantedMetadata.remove("messages");
            wanted.remove("input");
            Optional<String> difference = difference(wanted, rendered, "rendered");
            return difference.isPresent() ? difference : difference(wantedMetadata, metadata, "metadata");
        } catch (AuthoringException e) {
            return refused
                    ? Optional.empty()
                    : Optional.of(e.findings().getFirst().asLine());
        }
    }

    /**
     * What our engine makes of the case, in plain data.
     *
     * @param rendered the resolved front matter without its input, and the {@code messages}
     * @param metadata the resolved front matter
     */
    public record Outcome(Map<String, @Nullable Object> rendered, Map<String, @Nullable Object> metadata) {}

    /**
     * Renders the case on our engine.
     *
     * @throws AuthoringException when the template is refused
     */
    public Outcome outcome() {
        DotpromptEngine.Template template =
                new DotpromptEngine(settings()).compile(name, String.valueOf(suite.get("template")));
        Map<String, @Nullable Object> options = textKeys(mapping(test.get("options")));
        Map<String, @Nullable Object> data = textKeys(mapping(suite.get("data")));
        data.putAll(textKeys(mapping(test.get("data"))));
        List<DotpromptMessage> messages = new ArrayList<>();
        for (Object message : collection(data.get("messages"))) {
            messages.add(DotpromptMessage.fromPlain(mapping(message)));
        }
        List<Object> docs = new ArrayList<>();
        collection(data.get("docs")).forEach(doc -> docs.add(mapping(doc)));
        DotpromptResult result = template.render(
                new DotpromptData(
                        textKeys(mapping(data.get("input"))), messages, docs, textKeys(mapping(data.get("context")))),
                options);
        Map<String, @Nullable Object> rendered = new LinkedHashMap<>(result.metadata());
        rendered.put(
                "messages",
                result.messages().stream().map(DotpromptMessage::plain).toList());
        return new Outcome(rendered, template.metadata(options));
    }

    private DotpromptSettings settings() {
        Map<?, ?> schemas = mapping(suite.get("schemas"));
        Map<?, ?> tools = mapping(suite.get("tools"));
        Map<?, ?> partials = mapping(suite.get("partials"));
        Map<?, ?> resolved = mapping(suite.get("resolverPartials"));
        return DotpromptSettings.BARE
                .withSchemas(name -> found(schemas, name))
                .withTools(name -> found(tools, name))
                .withPartials(name -> {
                    Object text = partials.containsKey(name) ? partials.get(name) : resolved.get(name);
                    return text == null
                            ? Optional.empty()
                            : Optional.of(new PartialSource.Text(name, String.valueOf(text)));
                });
    }

    private static Optional<Map<String, @Nullable Object>> found(Map<?, ?> all, String name) {
        return all.get(name) instanceof Map<?, ?> map ? Optional.of(textKeys(map)) : Optional.empty();
    }

    private static Optional<String> difference(Map<?, ?> wanted, Map<?, ?> got, String what) {
        for (Map.Entry<?, ?> entry : wanted.entrySet()) {
            if (!same(entry.getValue(), got.get(entry.getKey()))) {
                return Optional.of(what + " " + entry.getKey() + ": expected " + entry.getValue() + " but got "
                        + got.get(entry.getKey()));
            }
        }
        for (Map.Entry<?, ?> entry : got.entrySet()) {
            if (!wanted.containsKey(entry.getKey())) {
                return Optional.of(what + " " + entry.getKey() + ": unexpected " + entry.getValue());
            }
        }
        return Optional.empty();
    }

    /** Whether two pieces of plain data say the same; whole numbers and fractions are not told apart. */
    public static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number left && b instanceof Number right) {
            return left.doubleValue() == right.doubleValue();
        }
        if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
            return left.keySet().equals(right.keySet())
                    && left.entrySet().stream().allMatch(e -> same(e.getValue(), right.get(e.getKey())));
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            if (left.size() != right.size()) {
                return false;
            }
            for (int i = 0; i < left.size(); i++) {
                if (!same(left.get(i), right.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return a == null ? b == null : a.equals(b);
    }

    private static Map<?, ?> mapping(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Collection<?> collection(@Nullable Object value) {
        return value instanceof Collection<?> items ? items : List.of();
    }

    private static Map<String, @Nullable Object> textKeys(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
