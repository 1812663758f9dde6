package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.template.DotpromptEngine;
import parley.prompts.template.DotpromptSettings;
import parley.prompts.template.FrontMatter;
import parley.prompts.template.PromptTemplate;
import parley.prompts.template.RenderedMessage;

/** Runs the examples of docs/authoring.md: what the guide shows of prompts must work as it is shown. */
class PromptGuideTest {
    private static final Pattern KEY = Pattern.compile("(?s)```yaml key (\\S+)\n(.*?)```\n```json\n(.*?)```");
    private static final Pattern INPUT = Pattern.compile("(?s)```yaml key (input[a-z ]*)\n(.*?)```");
    private static final Pattern HELPER = Pattern.compile("(?s)```handlebars ([^\n]+)\n(.*?)```\n```text\n(.*?)```");
    private static final Pattern SCHEMA = Pattern.compile("(?s)```yaml schema (\\S+)\n(.*?)```");
    private static final Pattern REFUSED = Pattern.compile("(?s)```text refused\n(.*?)```");
    private static final Pattern SAMPLES = Pattern.compile("(?s)```yaml samples\n(.*?)```");

    private static final Map<String, Object> INPUTS = Map.of(
            "topic",
            "tenses",
            "names",
            List.of("Ann", "Bo"),
            "place",
            Map.of("city", "Oslo"),
            "ready",
            true,
            "count",
            2,
            "learnerText",
            "I <goed>");

    private static final Map<String, Object> HOME = Map.of("home", Map.of("city", "Oslo"));

    @Test
    void everyHelperDoesWhatTheGuideShows() throws IOException {
        List<String> shown = new ArrayList<>();
        Matcher examples = HELPER.matcher(guide());
        while (examples.find()) {
            shown.add(examples.group(1));
            String front = inputs().getOrDefault(examples.group(1), "");
            Map<String, ?> given = front.isEmpty() ? INPUTS : Map.of("topic", "tenses");
            assertThat(outcome(front + examples.group(2), front.contains("address") ? HOME : given))
                    .as(examples.group(2))
                    .isEqualTo(examples.group(3).strip());
        }
        assertThat(shown)
                .contains(
                        "input",
                        "input address",
                        "role",
                        "history",
                        "media",
                        "section",
                        "json",
                        "learner",
                        "if",
                        "unless",
                        "ifEquals",
                        "unlessEquals",
                        "each",
                        "with",
                        "lookup",
                        "partial",
                        "comment",
                        "~");
    }

    @Test
    void wrongInputsAreRefusedAsTheGuideShows() throws IOException {
        Matcher refused = REFUSED.matcher(guide());
        assertThat(refused.find()).isTrue();
        assertThat(outcome(inputs().get("input") + "{{topic}}\n", Map.of("level", "C9")))
                .isEqualTo(refused.group(1).strip());
    }

    @Test
    void everyKeyIsReadAsTheGuideShows() throws IOException {
        Map<String, String> shown = new TreeMap<>();
        Matcher examples = KEY.matcher(guide());
        while (examples.find()) {
            String key = examples.group(1);
            String source = "---\n" + examples.group(2) + "---\nHello\n";
            shown.put(key, source);
            // The library reads it, too, which is stricter.
            PromptTemplate.parse("example.prompt", source);
            Map<String, @Nullable Object> read = new DotpromptEngine(DotpromptSettings.BARE)
                    .compile("example.prompt", source)
                    .metadata(Map.of());
            assertThat(json(value(read, key)))
                    .as(key)
                    .isEqualTo(examples.group(3).strip());
        }
        Set<String> keys = new TreeSet<>(FrontMatter.KEYS);
        keys.addAll(List.of("parley.suites", "parley.learner-text"));
        assertThat(shown).containsOnlyKeys(keys);
        assertThat(SuiteNames.of(
                        PromptTemplate.parse("example.prompt", Objects.requireNonNull(shown.get("parley.suites")))
                                .frontMatter()))
                .containsExactly("everyday-english");
    }

    /** What the engine reads of a key; of one with a dot, what stands under {@code ext}. */
    private static Object value(Map<String, ? extends @Nullable Object> read, String key) {
        int dot = key.lastIndexOf('.');
        Object value = dot < 0
                ? read.get(key)
                : read.get("ext") instanceof Map<?, ?> ext
                                && ext.get(key.substring(0, dot)) instanceof Map<?, ?> program
                        ? program.get(key.substring(dot + 1))
                        : null;
        return Objects.requireNonNull(value, key);
    }

    private static String json(Object value) {
        return PromptTemplate.parse("json", "{{json value}}")
                .render(Map.of("value", value), List.of())
                .messages()
                .getFirst()
                .text();
    }

    /** The messages that an example makes, or what is wrong with it. */
    private static String outcome(String source, Map<String, ?> inputs) throws IOException {
        Map<String, String> files =
                new TreeMap<>(Map.of("example.prompt", source, "_tone.prompt", "Be {{how}} about {{topic}}."));
        Matcher schemas = SCHEMA.matcher(guide());
        while (schemas.find()) {
            files.put(schemas.group(1) + ".schema.yaml", schemas.group(2));
        }
        var bundle = new PromptBundle("example", files, Map.of());
        List<RenderedMessage> history =
                source.contains("{{history}}") ? List.of(RenderedMessage.ofTutor("How are you?")) : List.of();
        try {
            return bundle.template(null, "en").render(inputs, history).messages().stream()
                    .map(message -> message.role().fileName() + ": "
                            + message.fencedText().strip())
                    .collect(Collectors.joining("\n"));
        } catch (AuthoringException e) {
            return String.join("\n", e.findings().stream().map(Finding::asLine).toList());
        }
    }

    /** The front matter of the examples that show inputs, by their titles. */
    private static Map<String, String> inputs() throws IOException {
        Map<String, String> fronts = new TreeMap<>();
        Matcher keys = INPUT.matcher(guide());
        while (keys.find()) {
            fronts.put(keys.group(1), "---\n" + keys.group(2) + "---\n");
        }
        return fronts;
    }

    @Test
    void theSamplesOfTheGuideAreSamples() throws IOException {
        Matcher example = SAMPLES.matcher(guide());
        assertThat(example.find()).isTrue();
        assertThat(PromptSample.read("guide", example.group(1))).singleElement().satisfies(sample -> {
            assertThat(sample.inputs()).containsKeys("topic", "learnerText");
            assertThat(sample.history()).hasSize(1);
        });
    }

    private static String guide() throws IOException {
        return Files.readString(Path.of("../docs/authoring.md"));
    }
}
