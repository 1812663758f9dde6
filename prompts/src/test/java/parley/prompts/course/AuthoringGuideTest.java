package parley.prompts.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the examples of docs/authoring.md as a course: what the guide shows must work as it is shown. */
class AuthoringGuideTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml (course|concept|items)\n(.*?)```");

    @TempDir
    Path root;

    @Test
    void theExamplesOfTheGuideMakeACourseWithoutFindings() throws IOException {
        Path folder = Files.createDirectory(root.resolve("my-course"));
        Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/authoring.md")));
        List<String> items = new ArrayList<>();
        String concept = "";
        while (examples.find()) {
            switch (examples.group(1)) {
                case "course" -> Files.writeString(folder.resolve("course.yaml"), examples.group(2));
                case "concept" -> concept = examples.group(2);
                default -> items.add(examples.group(2));
            }
        }
        Files.writeString(
                folder.resolve("fractions.yaml"),
                """
                id: fractions
                title: {en: Fractions, zh-CN: 分数}
                concepts:
                  - id: basics
                    title: {en: fractions, zh-CN: 分数}
                    explanations: {definition: {en: A part of a whole, zh-CN: 整体的一部分}}
                    items: [{id: whole, kind: numeric, text: "4/4", answer: 1}]
                """
                        + ("- " + concept.indent(2).strip() + "\n"
                                        + String.join("", items).indent(4))
                                .indent(2));

        CourseReading reading = CourseReader.read(folder);

        assertThat(CourseCheck.check(reading)).isEmpty();
        assertThat(reading.orThrow().items()).extracting(Item::kind).contains(ItemKind.values());
    }
}
