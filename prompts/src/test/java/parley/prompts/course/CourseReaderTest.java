package parley.prompts.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.prompts.source.Finding;
import parley.prompts.source.Severity;

/** Reads small courses from a real folder, each with one mistake. */
class CourseReaderTest {

    private static final String SOUND = """
            id: tiny
            title: {en: Tiny, zh-CN: 小}
            level: A1
            summary: {en: Small, zh-CN: 小}
            units:
              - id: u
                title: {en: Unit, zh-CN: 单元}
                concepts:
                  - id: c
                    title: {en: Concept, zh-CN: 概念}
                    explanations: {definition: {en: So it is, zh-CN: 如此}}
                    items:
                      - id: i
                        kind: transform
                        prompt: {en: "Past of go?", zh-CN: "go 的过去式？"}
                        answers: ["{I|We} went"]
                        hints:
                          point: {en: It is short, zh-CN: 很短}
                        explanation: {en: Irregular, zh-CN: 不规则}
                        misconceptions:
                          - id: m
                            answers: ["I go"]
                            feedback: {en: Present, zh-CN: 现在时}
            """;

    @TempDir
    Path root;

    Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(root.resolve("tiny"));
    }

    @Test
    void readsASoundCourseWithoutAFinding() throws IOException {
        CourseReading reading = read(SOUND);

        assertThat(reading.findings()).isEmpty();
        Course course = reading.orThrow();
        assertThat(course.id()).isEqualTo("tiny");
        Item item = course.item("i").orElseThrow();
        assertThat(item.answers()).containsExactly("I went", "We went");
        assertThat(item.say()).isEqualTo("Past of go?");
        assertThat(item.foreseenSpeech()).containsExactly("i went", "we went", "i go");
        assertThat(course.conceptOf("i").map(Concept::id)).contains("c");
        assertThat(course.unitOf("i").map(Unit::id)).contains("u");
        assertThat(course.conceptOf("absent")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'level: A1\n' | 'leve1: A1\n' | 3 | leve1 | no such field",
                "'level: A1\n' | '' | 1 | level | missing",
                "'kind: transform' | 'kind: dance' | 14 | units[0].concepts[0].items[0].kind | no such kind",
                "'id: i\n' | 'id: I am\n' | 13 | units[0].concepts[0].items[0].id | lower-case",
                "'[\"{I|We} went\"]' | '[]' | 16 | units[0].concepts[0].items[0].answers | empty",
                "'[\"{I|We} went\"]' | '[\"{I|We went\"]' | 16 | units[0].concepts[0].items[0].answers | not closed",
                "'[\"{I|We} went\"]' | '[\"?!\"]' | 16 | units[0].concepts[0].items[0].answers | no word",
                "'[\"I go\"]' | '[\"I WENT.\"]' | 13 | units[0].concepts[0].items[0].misconceptions | also a wrong one",
                "'title: {en: Unit, zh-CN: 单元}' | 'title: [Unit]' | 7 | units[0].title | a text is expected",
                "'title: {en: Unit, zh-CN: 单元}' | 'title: {english!: Unit}' | 7 | units[0].title.english! | no language tag",
                "'id: tiny' | 'id: other' | 1 | id | differs from the folder",
            })
    void namesLineAndFieldOfAMistake(String sound, String broken, int line, String field, String message)
            throws IOException {
        assertThat(SOUND).contains(sound);

        CourseReading reading = read(SOUND.replaceFirst(java.util.regex.Pattern.quote(sound), quoted(broken)));

        assertThat(reading.course()).isNull();
        assertThat(reading.findings()).filteredOn(Finding::isError).anySatisfy(finding -> {
            assertThat(finding.field()).isEqualTo(field);
            assertThat(finding.message()).contains(message);
            assertThat(finding.hint()).isNotBlank();
            assertThat(finding.at().file()).endsWith("course.yaml");
            if (!message.contains("also a wrong")) {
                assertThat(finding.at().line()).isEqualTo(line);
            }
        });
    }

    @Test
    void reportsAllMistakesInOnePass() throws IOException {
        CourseReading reading = read(SOUND.replace("level: A1", "levl: A1").replace("kind: transform", "kind: dance"));

        assertThat(reading.findings()).filteredOn(Finding::isError).hasSize(3);
    }

    @Test
    void warnsOfAHintThatGivesTheAnswerAwayInAnyLanguage() throws IOException {
        CourseReading reading = read(SOUND.replace("zh-CN: 很短", "zh-CN: 就是“I WENT”"));

        assertThat(reading.course()).isNotNull();
        assertThat(reading.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.message()).contains("contains the answer").contains("zh-CN");
        });
    }

    @Test
    void warnsOfAMissingLanguage() throws IOException {
        CourseReading reading = read(SOUND.replace("title: {en: Unit, zh-CN: 单元}", "title: Unit"));

        assertThat(reading.course()).isNotNull();
        assertThat(reading.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.at().line()).isEqualTo(7);
            assertThat(finding.message()).contains("zh-CN");
        });
    }

    @Test
    void refusesAnIdTakenInAnotherUnitFileAndNamesBothPlaces() throws IOException {
        String unit = SOUND.substring(SOUND.indexOf("title: {en: Unit")).indent(-4);
        Files.writeString(folder.resolve("one.yaml"), "id: one\n" + unit);
        Files.writeString(folder.resolve("two.yaml"), "id: two\n" + unit);

        CourseReading reading = read(head() + "  - one.yaml\n  - two.yaml\n");

        assertThat(reading.course()).isNull();
        assertThat(reading.findings())
                .filteredOn(finding -> finding.field().endsWith("items[0].id"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.at().file()).endsWith("two.yaml");
                    assertThat(finding.message()).contains("one.yaml:");
                });
    }

    @Test
    void readsNoFileOutsideOfTheFolder() throws IOException {
        Files.writeString(root.resolve("secret.yaml"), "id: secret\n");
        Files.createSymbolicLink(folder.resolve("link.yaml"), root.resolve("secret.yaml"));
        for (String name :
                List.of("../secret.yaml", root.resolve("secret.yaml").toString(), "link.yaml", ".", "absent.yaml")) {
            CourseReading reading = read(head() + "  - \"" + name + "\"\n");

            assertThat(reading.findings()).as(name).anySatisfy(finding -> {
                assertThat(finding.field()).isEqualTo("units[0]");
                assertThat(finding.message()).contains("there is no file");
            });
        }
    }

    @Test
    void saysThatAFolderHoldsNoCourse() {
        CourseReading reading = CourseReader.read(folder.resolve("absent"));

        assertThat(reading.course()).isNull();
        assertThat(reading.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("there is no file course.yaml"));
    }

    @Test
    void refusesAFileOverTheLimit() throws IOException {
        CourseReading reading = read(SOUND + "# " + "x".repeat(2 * 1024 * 1024));

        assertThat(reading.course()).isNull();
        assertThat(reading.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("larger than"));
    }

    @Test
    void readsSomethingThatIsNoCourseAtAll() throws IOException {
        for (String source : List.of("", "[]", "hello", "units: 1", "units: [[[]]]", "- a\n- b")) {
            assertThat(read(source).course()).as(source).isNull();
        }
    }

    private CourseReading read(String source) throws IOException {
        Files.writeString(folder.resolve("course.yaml"), source);
        return CourseReader.read(folder);
    }

    private static String head() {
        return SOUND.substring(0, SOUND.indexOf("units:")) + "units:\n";
    }

    private static String quoted(String replacement) {
        return java.util.regex.Matcher.quoteReplacement(replacement);
    }
}
