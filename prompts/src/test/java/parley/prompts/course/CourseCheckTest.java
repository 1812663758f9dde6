package parley.prompts.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.prompts.source.Finding;
import parley.prompts.source.Severity;

/** Checks courses with one mistake each, and input that is meant to do harm. */
class CourseCheckTest {

    private static final String HEAD = """
            id: tiny
            subject: mathematics
            locales: [en]
            title: Tiny
            level: A1
            summary: Small
            units:
              - id: u
                title: Unit
                concepts:
            """;

    @TempDir
    Path root;

    Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(root.resolve("tiny"));
    }

    @Test
    void namesACycleAndWhatItCutsOff() throws IOException {
        List<Finding> findings = check(concept("a", "c") + concept("b", "a") + concept("c", "b") + concept("d", "b"));

        assertThat(findings).filteredOn(Finding::isError).hasSize(2);
        assertFinding(findings, Severity.ERROR, "requires", "cycle: a → c → b → a");
        assertFinding(findings, Severity.ERROR, "requires", "can never be reached: it needs b");
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.at().line()).isGreaterThan(10));
    }

    @Test
    void namesAConceptThatRequiresItselfOrNothingThatIs() throws IOException {
        assertFinding(check(concept("a", "a")), Severity.ERROR, "requires", "cycle: a → a");
        assertFinding(check(concept("a", "z")), Severity.ERROR, "requires", "there is no concept z");
        assertFinding(check(concept("a", "b") + concept("b", "")), Severity.WARNING, "requires", "stands before b");
        assertFinding(check(concept("b", "") + concept("a", "b, b")), Severity.WARNING, "requires", "named twice");
    }

    @Test
    void followsAChainOfThousandsOfConcepts() throws IOException {
        int length = 2_000;
        String chain = IntStream.range(0, length)
                .mapToObj(i -> concept("c" + i, "c" + (i + 1) % length))
                .collect(Collectors.joining());

        List<Finding> findings = check(chain);

        assertThat(findings).filteredOn(f -> f.message().contains("cycle")).hasSize(1);
    }

    @Test
    void namesAConceptWithoutItems() throws IOException {
        assertFinding(
                check("      - {id: a, title: A, explanations: {definition: D}, items: []}\n"),
                Severity.ERROR,
                "items",
                "empty");
        assertFinding(
                check("      - {id: a, title: A, explanations: {definition: D}}\n"),
                Severity.ERROR,
                "items",
                "missing");
    }

    @Test
    void warnsOfAHintThatTellsTheDrawnAnswer() throws IOException {
        String item = """
                {id: x, kind: numeric, text: "[[a]] + [[b]]", answer: "[[a+b]]", parameters: {a: 2..9, b: 11..19}, hints: {point: "%s"}}""";

        assertFinding(
                check(concept("c", "", item.formatted("It is [[b+a]]."))),
                Severity.WARNING,
                "hints",
                "point contains the answer");
        assertThat(check(concept("c", "", item.formatted("Begin with [[b]]; 13 + 4 is 17."))))
                .isEmpty();
    }

    @Test
    void warnsOfFeedbackThatTellsTheAnswer() throws IOException {
        assertFinding(
                check(concept("c", "", """
                        {id: x, kind: numeric, text: 100 + 25, answer: 125, misconceptions: [{id: m, answers: [75], feedback: "Not 75 but 125."}]}""")), Severity.WARNING, "misconceptions", "feedback on m contains the answer");
    }

    @Test
    void warnsOfInstancesThatRepeat() throws IOException {
        assertFinding(
                check(concept(
                        "c",
                        "",
                        "{id: x, kind: numeric, text: \"[[a]] + 1\", answer: \"[[a+1]]\", parameters: {a: 1..4}}")),
                Severity.WARNING,
                "parameters",
                "only 4 different tasks");
    }

    @Test
    void warnsOfARevealThatIsAlwaysRight() throws IOException {
        assertFinding(check(concept("c", "", """
                        {id: x, kind: numeric, text: "[[a]] + 1", answer: "[[a+1]]", parameters: {a: 1..40}, misconceptions: [{id: m, answers: ["[[1+a]]", "[[1/0]]"], feedback: No}]}""")), Severity.WARNING, "reveals", "are never wrong");
    }

    @Test
    void warnsOfTasksGivenTwiceAndIdeasNeverShown() throws IOException {
        List<Finding> findings = check(concept(
                        "a",
                        "",
                        "{id: x, kind: numeric, text: 1 + 1, answer: 2}, {id: y, kind: numeric, text: 1 + 1, answer: 2}")
                .replace("items:", "misconceptions: [{id: idle, feedback: No}], items:"));

        assertFinding(findings, Severity.WARNING, "prompt", "as in the item x");
        assertFinding(findings, Severity.WARNING, "misconceptions", "no item reveals the misconception idle");
    }

    @Test
    void warnsOfAnExampleThatIsAnAnswer() throws IOException {
        assertFinding(
                check(concept("a", "", "{id: x, kind: transform, text: Past, answers: [I went to the market.]}")
                        .replace("items:", "examples: [\"Yesterday I went to the market!\"], items:")),
                Severity.WARNING,
                "explanations",
                "is the answer of the item x");
    }

    @Test
    void namesDrawsThatFailForFewSeedsOnly() throws IOException {
        assertFinding(
                check(concept(
                        "c",
                        "",
                        "{id: x, kind: numeric, text: \"[[b]]\", answer: 1, parameters: {a: 0..8, b: = 60/a}}")),
                Severity.ERROR,
                "parameters",
                "division by zero");
        assertThat(
                        check(
                                concept(
                                        "c",
                                        "",
                                        "{id: x, kind: numeric, text: \"[[b]]\", answer: 1, parameters: {a: 0..8, b: = 60/a}, where: [a != 0]}")))
                .isEmpty();
    }

    @Test
    void refusesFiftyMegabytesWithoutReadingThem() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("course.yaml").toFile(), "rw")) {
            file.setLength(50L * 1024 * 1024);
        }

        assertFinding(CourseCheck.check(CourseReader.read(folder)), Severity.ERROR, "", "larger than");
    }

    @Test
    void refusesABombOfAliases() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }
        Files.writeString(folder.resolve("course.yaml"), bomb);

        assertFinding(CourseCheck.check(CourseReader.read(folder)), Severity.ERROR, "", "aliases");
    }

    @Test
    void stopsAtManyFindings() throws IOException {
        String items = "{id: A A}, ".repeat(5_000);

        List<Finding> findings = check(concept("a", "", items));

        assertThat(findings).hasSize(ReadingContext.MAX_FINDINGS + 1);
        assertThat(findings).filteredOn(f -> f.message().contains("more than")).hasSize(1);
    }

    @Test
    void limitsTheFilesOfACourseTogether() throws IOException {
        Files.writeString(folder.resolve("u.yaml"), "\n".repeat(1_000_000) + "id: u\n");
        Files.writeString(
                folder.resolve("course.yaml"),
                HEAD.substring(0, HEAD.indexOf("  - id: u")) + "  - u.yaml\n".repeat(12));

        assertFinding(CourseCheck.check(CourseReader.read(folder)), Severity.ERROR, "units[11]", "together are larger");
    }

    @Test
    void refusesFullWidthDigitsAndPicturesInFormulas() throws IOException {
        for (String parameters : List.of("{a: ２..９}", "{a: 1..9, b: = ２*a}", "{a: 1..9, b: = a🙂}", "{🙂: 1..9}")) {
            assertThat(check(concept(
                            "c", "", "{id: x, kind: numeric, text: t, answer: 1, parameters: " + parameters + "}")))
                    .as(parameters)
                    .filteredOn(Finding::isError)
                    .isNotEmpty();
        }
        assertThat(check(concept("c", "", "{id: x, kind: short-answer, text: 🙂？, answers: [happy]}")))
                .isEmpty();
        assertFinding(
                check(concept("c", "", "{id: x, kind: short-answer, text: t, answers: [🙂]}")),
                Severity.ERROR,
                "answers",
                "no word");
    }

    private static String concept(String id, String requires) {
        return concept(
                id, requires, "{id: i-" + id + ", kind: numeric, text: \"1 + " + id.hashCode() + "\", answer: 1}");
    }

    private static String concept(String id, String requires, String items) {
        return "      - {id: %s, title: T, requires: [%s], explanations: {definition: D}, items: [%s]}\n"
                .formatted(id, requires, items)
                .replace("requires: [], ", "");
    }

    private List<Finding> check(String concepts) throws IOException {
        Files.writeString(folder.resolve("course.yaml"), HEAD + concepts);
        return CourseCheck.check(CourseReader.read(folder));
    }

    private static void assertFinding(List<Finding> findings, Severity severity, String field, String message) {
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.field()).endsWith(field);
            assertThat(finding.message()).contains(message);
        });
    }
}
