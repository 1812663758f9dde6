package parley.prompts.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.prompts.source.Finding;

/** Reads every field and kind of item that a course file may hold. */
class CourseFormatTest {

    private static final String HEAD = """
            id: tiny
            subject: mathematics
            language: zh
            locales: [en, zh-CN]
            title: {en: Tiny, zh-CN: 小}
            level: A1
            summary: {file: texts/summary.md}
            instructions:
              cloze: {en: "Fill the gap:", zh-CN: "填空："}
              multiple-choice: {en: "Choose:", zh-CN: "选择："}
              ordering: {en: "Put in order:", zh-CN: "排序："}
            units:
              - id: u
                title: {en: Unit, zh-CN: 单元}
                concepts:
                  - id: first
                    title: {en: First, zh-CN: 一}
                    explanations: {definition: {en: It is one, zh-CN: 一}}
                    items: [{id: one, kind: numeric, text: "1 + 0", answer: 1}]
                  - id: c
                    title: {en: Concept, zh-CN: 概念}
                    requires: [first]
                    explanations:
                      definition: {en: So it is, zh-CN: 如此}
                      worked-example: {en: {file: texts/worked.md}, zh-CN: 例题}
                    hints:
                      point: {en: Look there, zh-CN: 看那里}
                      worked-example: {en: Another one, zh-CN: 另一题}
                    misconceptions:
                      - id: idea
                        feedback: {en: Not so, zh-CN: 不对}
                        contrast: {wrong: "1/2 + 1/3 = 2/5", right: "1/2 + 1/3 = 5/6", why: {en: Why, zh-CN: 因为}}
                    items:
            """;

    @TempDir
    Path root;

    Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(root.resolve("tiny"));
        Files.createDirectory(folder.resolve("texts"));
        Files.writeString(folder.resolve("texts/summary.md"), "Small and **sound**.\n");
        Files.writeString(folder.resolve("texts/worked.md"), "\uFEFFOne, two, three.\n");
    }

    @Test
    void readsConceptsWithTheirPrerequisitesStylesAndTexts() throws IOException {
        Course course = sound("- {id: x, kind: numeric, text: 2 + 2, answer: 4}");

        assertThat(course.subject()).isEqualTo(Subject.MATHEMATICS);
        assertThat(course.language()).contains("zh");
        assertThat(course.summary().in("zh-CN")).isEqualTo("Small and **sound**.");
        Concept concept = course.concept("c").orElseThrow();
        assertThat(concept.prerequisites()).containsExactly("first");
        assertThat(concept.explanation(ExplanationStyle.WORKED_EXAMPLE).in("en"))
                .isEqualTo("One, two, three.");
        assertThat(concept.explanation(ExplanationStyle.ANALOGY)).isEqualTo(concept.explanation());
        assertThat(concept.misconceptions()).singleElement().satisfies(idea -> {
            assertThat(idea.answers()).isEmpty();
            assertThat(idea.contrast()).isNotNull();
        });
    }

    @Test
    void mergesTheConceptsLadderIntoTheItems() throws IOException {
        Item item = sound("- {id: x, kind: numeric, text: 2 + 2, answer: 4,"
                        + " hints: {question: {en: How, zh-CN: 怎样}, point: {en: Here, zh-CN: 这里}}}")
                .item("x")
                .orElseThrow();

        assertThat(item.hints())
                .extracting(Hint::rung)
                .containsExactly(Hint.Rung.POINT, Hint.Rung.QUESTION, Hint.Rung.WORKED_EXAMPLE);
        assertThat(item.hints().getFirst().text().in("en")).isEqualTo("Here");
        assertThat(item.explanation().in("en")).isEqualTo("So it is");
    }

    @Test
    void showsTheOptionsOfAChoiceLettered() throws IOException {
        Item item = sound(
                        "- {id: x, kind: multiple-choice, text: She ___ a doctor., answer: is, others: [{text: are, reveals: idea}, am]}")
                .item("x")
                .orElseThrow();

        AnswerKey.Choice choice = (AnswerKey.Choice) item.key();
        assertThat(choice.options().get(choice.right()).text()).isEqualTo("is");
        assertThat(item.prompt().in("zh-CN"))
                .startsWith(
                        "选择： She ___ a doctor.\nA) " + choice.options().get(0).text() + "\nB) ");
        assertThat(item.say()).startsWith("Choose: She, blank, a doctor. A: ");
        assertThat(item.answers()).containsExactly("is", AnswerKey.Choice.letter(choice.right()));
        assertThat(item.misconceptions())
                .singleElement()
                .satisfies(idea -> assertThat(idea.answers()).containsExactly("are"));
        assertThat(choice.guess()).isEqualTo(1.0 / 3);
    }

    @Test
    void takesTheGapsOfAClozeFromItsText() throws IOException {
        Item item = sound(
                        "- {id: x, kind: cloze, text: \"Yesterday I [went|walked] to the [shop]. (go)\", reveals: {idea: [\"go, {shop|shops}\"]}}")
                .item("x")
                .orElseThrow();

        assertThat(item.key())
                .isEqualTo(new AnswerKey.Cloze(
                        "Yesterday I ___ to the ___.", List.of(List.of("went", "walked"), List.of("shop"))));
        assertThat(item.prompt().in("en")).isEqualTo("Fill the gap: Yesterday I ___ to the ___. (go)");
        assertThat(item.answers()).containsExactly("went, shop", "Yesterday I went to the shop.");
        assertThat(item.misconceptions().getFirst().answers()).containsExactly("Go, shop", "Go, shops");
    }

    @Test
    void showsThePartsOfAnOrderingShuffledWithoutSentenceMarks() throws IOException {
        Item item = sound("- {id: x, kind: ordering, text: She has never been to Paris.}")
                .item("x")
                .orElseThrow();

        AnswerKey.Ordering ordering = (AnswerKey.Ordering) item.key();
        assertThat(ordering.parts()).containsExactly("she", "has", "never", "been", "to", "Paris");
        assertThat(ordering.accepted()).containsExactly("She has never been to Paris.");
        assertThat(ordering.shown())
                .containsExactlyInAnyOrderElementsOf(ordering.parts())
                .isNotEqualTo(ordering.parts());
        assertThat(item.prompt().in("en")).isEqualTo("Put in order: " + String.join(" / ", ordering.shown()));
    }

    @Test
    void readsNumbersWithUnitsAndExpressionsWithForms() throws IOException {
        Course course = sound("""
                - {id: x, kind: numeric, text: Half of 5 m, answer: "2.5", tolerance: "0.05", unit: m, units: {cm: "0.01"}}
                - {id: y, kind: expression, text: Expand 2(x + 3), answer: 2x + 6, form: expanded, start: 2(x + 3)}
                """);

        assertThat(course.item("x").orElseThrow().key())
                .isEqualTo(new AnswerKey.Numeric(
                        "2.5", "0.05", "m", List.of(new AnswerKey.UnitName("cm", "0.01")), false));
        assertThat(course.item("y").orElseThrow().key())
                .isEqualTo(new AnswerKey.Algebraic("2x + 6", AnswerKey.Form.EXPANDED, "2(x + 3)"));
    }

    @Test
    void fillsAParametricItemTheSameForTheSameSeed() throws IOException {
        Course course = sound("""
                - id: x
                  kind: expression
                  prompt: {en: "Solve [[a]]x [[+b]] = [[c]].", zh-CN: "解方程 [[a]]x [[+b]] = [[c]]。"}
                  parameters:
                    a: 2..9
                    x: -9..9
                    b: [-7, -3, 4, 6]
                    c: = a*x + b
                  where: ["x != 0", "a != b"]
                  answer: "x = [[x]]"
                  start: "[[a]]x [[+b]] = [[c]]"
                  reveals: {idea: ["x = [[(c+b)/a]]"]}
                """);

        Item item = course.item("x~7").orElseThrow();

        assertThat(item.id()).isEqualTo("x~7");
        assertThat(item.parameters()).isNull();
        assertThat(item.prompt().in("en")).matches("Solve [2-9]x [+-] [3467] = -?[0-9]+\\.");
        assertThat(item.modelAnswer()).matches("x = -?[1-9]");
        assertThat(item.misconceptions().getFirst().answers())
                .singleElement()
                .satisfies(wrong ->
                        assertThat(wrong).matches("x = -?[0-9]+(/[2-9])?").isNotEqualTo(item.modelAnswer()));
        assertThat(course.item("x~7")).contains(item);
        assertThat(course.item("x").orElseThrow().parameters()).isNotNull();
    }

    private Course sound(String items) throws IOException {
        CourseReading reading = read(items);
        assertThat(reading.findings()).isEmpty();
        return reading.orThrow();
    }

    private CourseReading read(String items) throws IOException {
        Files.writeString(folder.resolve("course.yaml"), HEAD + items.indent(12));
        return CourseReader.read(folder);
    }

    @Test
    void saysWhatIsWrongWithAnItem() throws IOException {
        assertError("- {id: x, kind: numeric, text: a, answer: \"３\"}", "answer", "no number in plain digits");
        assertError("- {id: x, kind: numeric, text: a, answer: 1/0}", "answer", "division by zero");
        assertError("- {id: x, kind: numeric, text: a}", "answer", "missing");
        assertError("- {id: x, kind: cloze, text: no gap}", "text", "1 to 20 gaps");
        assertError("- {id: x, kind: ordering, text: One}", "text", "2 to 20 parts");
        assertError("- {id: x, kind: numeric, answer: 1}", "prompt", "neither a prompt nor a text");
        assertError("- {id: x, kind: numeric, text: \"[[a]]\", answer: 1}", "text", "only in items with parameters");
        assertError(
                "- {id: x, kind: numeric, text: a, answer: 1, reveals: {other: [2]}}",
                "reveals.other",
                "no misconception");
        assertError("- {id: x, kind: multiple-choice, text: a, answer: b, others: [B]}", "others", "twice");
        assertError("- {id: x, kind: multiple-choice, text: a, answer: b, others: []}", "others", "empty");
        assertError(
                "- {id: x, kind: numeric, text: \"[[b]]\", answer: 1, parameters: {a: 1..2}}", "text", "no parameter");
        assertError("- {id: x, kind: numeric, text: t, answer: 1, parameters: {a: 2..1}}", "parameters.a", "lower");
        assertError(
                "- {id: x, kind: numeric, text: t, answer: 1, parameters: {a: 1..2, b: = 1/0}}",
                "parameters",
                "division by zero");
        assertError(
                "- {id: x, kind: numeric, text: t, answer: 1, parameters: {a: 9..9, b: = 9^9^9^9}}",
                "parameters",
                "beyond 1,000,000,000,000");
        assertError(
                "- {id: x, kind: numeric, text: t, answer: 1, parameters: {a: 1..2}, where: [a > 2]}",
                "parameters",
                "no values met the conditions");
    }

    private void assertError(String items, String field, String message) throws IOException {
        CourseReading reading = read(items);
        assertThat(reading.course()).as(items).isNull();
        assertThat(reading.findings()).as(items).filteredOn(Finding::isError).anySatisfy(finding -> {
            assertThat(finding.field()).endsWith("." + field);
            assertThat(finding.message()).contains(message);
            assertThat(finding.hint()).isNotBlank();
        });
    }
}
