package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import parley.prompts.template.FrontMatter;
import parley.prompts.template.PromptTemplate;
import parley.prompts.template.RenderedMessage;

/** Runs the examples of docs/authoring.md: what the guide shows of prompts must work as it is shown. */
class PromptGuideTest {
    private static final Pattern KEY = Pattern.compile("(?s)```yaml key (\\S+)\n(.*?)```");
    private static final Pattern HELPER = Pattern.compile("(?s)```handlebars (\\S+)\n(.*?)```\n```text\n(.*?)```");
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

    @Test
    void everyHelperDoesWhatTheGuideShows() throws IOException {
        List<String> shown = new ArrayList<>();
        Matcher examples = HELPER.matcher(guide());
        while (examples.find()) {
            shown.add(examples.group(1));
            var bundle = new PromptBundle(
                    "example",
                    Map.of("example.prompt", examples.group(2), "_tone.prompt", "Be {{how}} about {{topic}}."),
                    Map.of());
            List<RenderedMessage> history = examples.group(2).contains("{{history}}")
                    ? List.of(RenderedMessage.ofTutor("How are you?"))
                    : List.of();
            String rendered = bundle.template(null, "en").render(INPUTS, history).messages().stream()
                    .map(message -> message.role().fileName() + ": "
                            + message.fencedText().strip())
                    .collect(Collectors.joining("\n"));
            assertThat(rendered)
                    .as(examples.group(2))
                    .isEqualTo(examples.group(3).strip());
        }
        assertThat(shown)
                .contains(
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
    void everyKeyIsReadAsTheGuideShows() throws IOException {
        Map<String, PromptTemplate> shown = new TreeMap<>();
        Matcher examples = KEY.matcher(guide());
        while (examples.find()) {
            shown.put(
                    examples.group(1),
                    PromptTemplate.parse("example.prompt", "---\n" + examples.group(2) + "---\nHello\n"));
        }
        assertThat(shown)
                .containsOnlyKeys(
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
                        "version",
                        "parley.suites",
                        "parley.learner-text");
        assertThat(front(shown, "input").declared()).containsExactly("topic", "level", "names", "place", "notes");
        assertThat(front(shown, "input").required()).containsExactly("topic");
        assertThat(SuiteNames.of(front(shown, "parley.suites"))).containsExactly("everyday-english");
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

    private static FrontMatter front(Map<String, PromptTemplate> shown, String key) {
        return Objects.requireNonNull(shown.get(key)).frontMatter();
    }

    private static String guide() throws IOException {
        return Files.readString(Path.of("../docs/authoring.md"));
    }
}
