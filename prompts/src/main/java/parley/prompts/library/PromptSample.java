package parley.prompts.library;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlNode;
import parley.prompts.source.YamlSource;
import parley.prompts.source.YamlTree;
import parley.prompts.template.RenderedMessage;
import parley.prompts.template.Role;

/**
 * Inputs with which a prompt can be tried without a learner or a model: an entry of {@code name.samples.yaml}. Immutable.
 *
 * @param name how it is called, unique in its file
 * @param inputs as they are given to the template
 * @param history past messages
 * @param at where it is written
 */
public record PromptSample(String name, Map<String, Object> inputs, List<RenderedMessage> history, SourcePosition at) {
    /** Samples of one prompt. */
    public static final int MAX_SAMPLES = 200;

    public PromptSample {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        history = List.copyOf(history);
    }

    /**
     * Reads a file of samples.
     *
     * @throws AuthoringException with file, line and column when it is malformed
     */
    public static List<PromptSample> read(String file, String text) {
        YamlTree tree = YamlSource.read(file, text).orThrow();
        YamlNode list = tree.root() instanceof YamlNode.Mapping mapping
                        && mapping.fields().get("samples") != null
                ? mapping.fields().get("samples").value()
                : tree.root();
        if (!(list instanceof YamlNode.Sequence sequence)) {
            throw refused(list, "`samples:` with a list is expected here", "begin an entry with `- name: …`");
        }
        if (sequence.items().size() > MAX_SAMPLES) {
            throw refused(list, Said.of("there are more than {} samples", MAX_SAMPLES), "keep the telling ones");
        }
        Map<String, PromptSample> samples = new LinkedHashMap<>();
        for (YamlNode node : sequence.items()) {
            PromptSample sample = sample(node);
            if (samples.putIfAbsent(sample.name(), sample) != null) {
                throw refused(node, "there are two samples of this name", "give each a name of its own");
            }
        }
        return List.copyOf(samples.values());
    }

    private static PromptSample sample(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)
                || !(mapping.plainFields().get("name") instanceof String name)
                || name.isBlank()) {
            throw refused(node, "a sample needs a name", "write `- name: what it shows`");
        }
        Map<String, Object> inputs = new LinkedHashMap<>();
        YamlNode.Field given = mapping.fields().get("inputs");
        if (given != null) {
            if (!(given.value() instanceof YamlNode.Mapping values)) {
                throw refused(given.value(), "inputs are `name: value` lines", "indent them below inputs:");
            }
            values.plainFields().forEach((input, value) -> {
                if (value != null) {
                    inputs.put(input, value);
                }
            });
        }
        YamlNode.Field past = mapping.fields().get("history");
        return new PromptSample(name, inputs, past == null ? List.of() : history(past.value()), mapping.at());
    }

    private static List<RenderedMessage> history(YamlNode node) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            throw refused(node, "a history is a list", "write `- role: user` and `text: …` for each message");
        }
        List<RenderedMessage> history = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            Map<String, @Nullable Object> fields =
                    item instanceof YamlNode.Mapping mapping ? mapping.plainFields() : Map.of();
            Role role = Role.named(String.valueOf(fields.get("role")))
                    .orElseThrow(
                            () -> refused(item, "a past message has a role", "write `role: user` or `role: model`"));
            String text = String.valueOf(fields.getOrDefault("text", ""));
            history.add(role == Role.USER ? RenderedMessage.ofLearner(text) : RenderedMessage.ofTutor(text));
        }
        return history;
    }

    private static AuthoringException refused(YamlNode node, CharSequence message, CharSequence hint) {
        return new AuthoringException(Finding.error(node.at(), "", message, hint));
    }
}
