package parley.tutor.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.ItemKind;
import parley.prompts.course.ShippedCourses;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;
import parley.tutor.understanding.maths.Equivalence;
import parley.tutor.understanding.maths.HardAlgebra;

/** Turns in the algebra course, and answers that no person would write. */
class MathsUnderstandingTest {
    private static final Course ALGEBRA = ShippedCourses.read("algebra");
    private static final LanguageChecker FAULT_FINDER =
            (text, spoken) -> List.of(new Correction(text, "a", "a", "b", "", "R"));
    private static final CourseUnderstanding UNDERSTANDING =
            new CourseUnderstanding(ALGEBRA, IntentPhrases.shipped(), w -> true, FAULT_FINDER);

    private static Observation read(String text, String exerciseId) {
        return UNDERSTANDING.observe(LearnerTurn.typed(new TurnId("t1"), text), exerciseId);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x = %s                        | ANSWER
            %s                            | ANSWER
            is it %s?                     | ANSWER
            I think it's %s               | ANSWER
            我觉得是%s                     | ANSWER
            maybe 7777                    | ANSWER
            is it 7777?                   | ANSWER
            1/0                           | ANSWER
            9^9^9^9                       | ANSWER
            I don't know                  | DOES_NOT_KNOW
            give me a hint                | ASKS_HINT
            I like pizza                  | OFF_COURSE
            😀                            | OFF_COURSE
            """)
    void readsAnAttemptAsOne(String text, Intent intent) {
        Item item = ALGEBRA.item("solve-plus~7").orElseThrow();
        String value = item.modelAnswer().replace("x = ", "");
        Observation observation = read(text.replace("%s", value), item.id());
        assertThat(observation.intent()).isEqualTo(intent);
        assertThat(observation.corrections())
                .as("nobody's grammar is corrected here")
                .isEmpty();
        if (text.contains("%s")) {
            assertThat(observation.answer()).isInstanceOf(AnswerCheck.Right.class);
        } else if (intent == Intent.ANSWER) {
            assertThat(observation.answer()).isInstanceOf(AnswerCheck.Wrong.class);
        } else {
            assertThat(observation.answer()).isInstanceOf(AnswerCheck.NotAnAnswer.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"Why is it 5?", "How do I get x = 5?", "what is x?", "why do we subtract 3?", "what does 2x mean?"})
    void neverGradesAQuestion(String question) {
        assertThat(read(question, "solve-plus~7").answer()).isInstanceOf(AnswerCheck.NotAnAnswer.class);
    }

    @Test
    void readsAWorkingAsOneAnswer() {
        Item item = ALGEBRA.item("solve-plus~7").orElseThrow();
        String start = Objects.requireNonNull(((AnswerKey.Algebraic) item.key()).start());
        Observation wrong = read(start + "\nx = 1000", item.id());
        assertThat(wrong.answer()).isEqualTo(new AnswerCheck.Wrong("", new Slip.FirstWrongStep(2, start, "x = 1000")));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void bearsWhateverIsTyped() {
        List<String> pieces = List.of(
                "9^",
                "1/0 ",
                "((((",
                "x+",
                "While[True] ",
                "Import[\"x\"] ",
                "😀",
                "９",
                "一",
                "½",
                "²",
                "-",
                "=",
                "so ",
                "1,",
                "one hundred and ",
                "x = 1\n",
                "a",
                "二又",
                "all over ",
                "1 1/1 ");
        for (int i = 0; i < ALGEBRA.items().size(); i += 5) {
            Item authored = ALGEBRA.items().get(i);
            Item item = authored.parameters() == null
                    ? authored
                    : ALGEBRA.item(authored.id() + "~3").orElseThrow();
            AnswerGrader grader = AnswerGrader.of(item, new SpellingSlip(w -> true), new Equivalence(HardAlgebra.NONE));
            for (String piece : pieces) {
                for (int length : List.of(3, 150, 1_900)) {
                    String text = "7" + piece.repeat(length / piece.length() + 1);
                    grader.foresees(text);
                    grader.near(text);
                    grader.attempts(text);
                    assertThat(grader.grade(text, length == 3)).isNotNull();
                }
            }
            assertThat(grader.grade("9^".repeat(50_000), false)).isNotInstanceOf(AnswerCheck.Right.class);
        }
    }

    /** Random linear equations: what is equivalent is accepted, what is perturbed is not. */
    @Test
    void acceptsRewritingsAndRefusesPerturbations() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            int a = 2 + random.nextInt(8);
            int x = random.nextInt(19) - 9;
            int b = 1 + random.nextInt(9);
            String expression = a + "x + " + b;
            AnswerGrader sum = TestItems.grader(
                    ItemKind.EXPRESSION,
                    "Write it.",
                    new AnswerKey.Algebraic(expression, AnswerKey.Form.ANY, null),
                    Map.of());
            assertThat(List.of(
                            b + " + " + a + "x",
                            b + "+x*" + a,
                            (a - 1) + "x + x + " + b,
                            "-(-" + a + "x - " + b + ")",
                            2 * a + "x/2 + " + b,
                            "2(" + a + "x + " + b + ") - " + a + "x - " + b,
                            a + "(x + " + b + "/" + a + ")"))
                    .allSatisfy(same -> assertThat(TestItems.brief(sum.grade(same, false)))
                            .as(same)
                            .isEqualTo("right"));
            assertThat(List.of(
                            a + "x + " + (b + 1),
                            (a + 1) + "x + " + b,
                            a + "x - " + b,
                            a + "x^2 + " + b,
                            a + "(x + " + b + ")"))
                    .allSatisfy(other -> assertThat(TestItems.brief(sum.grade(other, false)))
                            .as(other)
                            .isEqualTo("wrong"));
            AnswerGrader solution = TestItems.grader(
                    ItemKind.EXPRESSION,
                    "Solve it.",
                    new AnswerKey.Algebraic("x = " + x, AnswerKey.Form.ANY, expression + " = " + (a * x + b)),
                    Map.of());
            assertThat(TestItems.brief(solution.grade(a + "x = " + a * x + "\nx = " + x, false)))
                    .isEqualTo("right");
            assertThat(TestItems.brief(solution.grade(a + "x = " + (a * x + 1) + "\nx = " + (x + 1), false)))
                    .isEqualTo("step 1");
            assertThat(TestItems.brief(solution.grade(a + "x = " + a * x, false)))
                    .isEqualTo("form solved");
        }
    }
}
