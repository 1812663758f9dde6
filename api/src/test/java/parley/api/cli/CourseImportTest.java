package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Course;
import parley.prompts.course.CourseReader;
import parley.prompts.course.Hint;
import parley.prompts.course.Item;
import parley.prompts.course.ItemKind;

/** Imports a small folder in OATutor's format, written for this test, as an author does with a clone. */
class CourseImportTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @SuppressWarnings("NullAway.Init")
    Path source;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeContent() throws IOException {
        source = root.resolve("content");
        problem("shop1", "Elementary Algebra", "1.1 Shopping", "{}", "A pen costs $$\\\\$2$$.");
        step("shop1", "a", "TextBox", "arithmetic", "\"$$10$$\"", "", "What do five pens cost?", """
                [{"id": "h1", "type": "hint", "title": "Begin", "text": "Think of $$5 \\\\cdot 2$$.", "dependencies": []},
                 {"id": "h2", "type": "scaffold", "title": "Times", "text": "How often is the price paid?", "hintAnswer": ["5"]},
                 {"id": "h3", "type": "hint", "title": "Next", "text": "Multiply the two."},
                 {"id": "h4", "type": "hint", "title": "Answer", "text": "It is 10."}]""");
        step(
                "shop1",
                "b",
                "MultipleChoice",
                "string",
                "\"$$\\\\frac{1}{2}$$\"",
                "\"$$\\\\frac{1}{2}$$\", \"$$\\\\frac{1}{3}$$\", \"None of the above\"",
                "Which part is a half?",
                "[]");
        problem("solve1", "Elementary Algebra", "1.2 Equations", "{\"k\": [\"3\", \"4\"]}", "Solve $$x - @{k} = 0$$.");
        step("solve1", "a", "TextBox", "arithmetic", "\"x = @{k}\"", "", "", "[]");
        problem("word1", "Statistics", "2.1 Words", "{}", "Name the middle value.");
        step("word1", "a", "TextBox", "string", "\"median\", \"the median\"", "", "", "[]");
        step("word1", "b", "TextBox", "arithmetic", "\"$$\\\\begin{bmatrix}1\\\\end{bmatrix}$$\"", "", "Matrix?", "[]");
        step("word1", "c", "TextBox", "string", "\"none\"", "", "See ##figure1.gif##", "[]");
        step("word1", "d", "MultipleChoice", "MultipleSelect", "\"A\", \"B\"", "\"A\", \"B\"", "All?", "[]");
        Path broken = Files.createDirectories(source.resolve("content-pool/zz1/steps/zz1a"));
        Files.writeString(broken.resolve("zz1a.json"), "{\"id\": ");
        Files.writeString(source.resolve("content-pool/zz1/zz1.json"), "{}");
        Files.writeString(source.resolve("skillModel.json"), """
                {"shop1a": ["multiply_money"], "shop1b": ["name_fractions", "halves"], "solve1a": ["solve_one_step"]}""");
    }

    @Test
    void makesACourseThatPassesTheCheck() throws IOException {
        Path folder = root.resolve("imported");

        assertThat(run("course", "import", source.toString(), folder.toString()))
                .as(out + "" + err)
                .isZero();
        assertThat(out.toString()).contains("Imported 5 items of 4 concepts", "import-report.md");
        assertThat(run("course", "check", folder.toString())).as(out.toString()).isZero();

        Course course = CourseReader.read(folder).orThrow();
        Item pens = course.item("shop1a").orElseThrow();
        assertThat(pens.prompt().in("en")).isEqualTo("A pen costs $2. What do five pens cost?");
        assertThat(pens.key()).isInstanceOf(AnswerKey.Numeric.class);
        assertThat(pens.hints())
                .extracting(Hint::rung)
                .containsExactly(Hint.Rung.POINT, Hint.Rung.QUESTION, Hint.Rung.PARTIAL_STEP);
        assertThat(pens.hints()).noneMatch(hint -> hint.text().in("en").contains("10"));
        assertThat(course.conceptOf("shop1a").orElseThrow().title().in("en")).isEqualTo("multiply money");
        assertThat(course.item("shop1b").orElseThrow().answers()).contains("1/2");
        assertThat(course.item("shop1b").orElseThrow().kind()).isEqualTo(ItemKind.MULTIPLE_CHOICE);
        assertThat(course.item("solve1a-2").orElseThrow().modelAnswer()).isEqualTo("x = 4");
        assertThat(course.item("word1a").orElseThrow().answers()).containsExactly("median", "The median");
        assertThat(Files.readString(folder.resolve("import-report.md")))
                .contains("word1b: it has \\begin", "word1c: it needs a picture", "word1d: several choices")
                .contains("zz1a.json: it is no JSON")
                .contains("CC BY 4.0");
    }

    @Test
    void takesOnlyTheCoursesAndLessonsThatAreNamed() {
        Path folder = root.resolve("imported");

        assertThat(run(
                        "course",
                        "import",
                        "--course",
                        "algebra",
                        "--lesson",
                        "1.2",
                        source.toString(),
                        folder.toString()))
                .isZero();

        assertThat(CourseReader.read(folder).orThrow().items())
                .extracting(Item::id)
                .containsExactly("solve1a-1", "solve1a-2");
    }

    @Test
    void saysInOneLineWhatIsMissing() {
        assertThat(run("course", "import", root.toString(), root.resolve("new").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("content-pool").doesNotContain("Exception");
        assertThat(run(
                        "course",
                        "import",
                        "--lesson",
                        "none",
                        source.toString(),
                        root.resolve("new").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("nothing could be imported");
        assertThat(run("course", "import", source.toString(), source.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("not empty");
        assertThat(root.resolve("new")).doesNotExist();
    }

    private int run(String... args) {
        return ParleyCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private void problem(String id, String course, String lesson, String variables, String body) throws IOException {
        Path folder = Files.createDirectories(source.resolve("content-pool").resolve(id));
        Files.writeString(folder.resolve(id + ".json"), """
                {"id": "%s", "title": "T", "body": "%s", "variabilization": %s, "courseName": "%s", "lesson": "%s",
                 "oer": "https://example.org <Example>", "license": "CC BY 4.0"}""".formatted(id, body, variables, course, lesson));
    }

    private void step(
            String problem,
            String letter,
            String type,
            String answerType,
            String answers,
            String choices,
            String title,
            String hints)
            throws IOException {
        String id = problem + letter;
        Path folder = Files.createDirectories(
                source.resolve("content-pool").resolve(problem).resolve("steps").resolve(id));
        Files.writeString(folder.resolve(id + ".json"), """
                {"id": "%s", "stepAnswer": [%s], "problemType": "%s", "stepTitle": "%s", "stepBody": "",
                 "answerType": "%s", "variabilization": {}%s}""".formatted(
                id, answers, type, title, answerType, choices.isEmpty() ? "" : ", \"choices\": [" + choices + "]"));
        Path tutoring = Files.createDirectories(folder.resolve("tutoring"));
        Files.writeString(tutoring.resolve(id + "DefaultPathway.json"), hints);
    }
}
