package parley.prompts.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.prompts.course.evalex.Formula;
import parley.prompts.course.evalex.FormulaException;
import parley.prompts.course.evalex.Value;

/** Holds the shipped algebra course to what its learners may expect. */
class AlgebraTest {

    private static final int SEEDS = 200;

    private static final Pattern WORK_OUT = Pattern.compile("Work out ([^,.]*?)(?:, in lowest terms)?[.]");

    private static final Course COURSE = CourseReader.readShipped("algebra").orThrow();

    private static final Map<String, List<Item>> INSTANCES = new HashMap<>();

    static Stream<Concept> concepts() {
        return COURSE.concepts().stream();
    }

    static Stream<Item> items() {
        return COURSE.items().stream();
    }

    /** The instances that learners meet: of a parametric item its first draws, of any other the item itself. */
    private static List<Item> instances(Item item) {
        return INSTANCES.computeIfAbsent(item.id(), id -> drawn(item));
    }

    private static List<Item> drawn(Item item) {
        if (item.parameters() == null) {
            return List.of(item);
        }
        return IntStream.range(0, SEEDS)
                .mapToObj(seed ->
                        COURSE.item(new ExerciseId(item.id(), seed).toString()).orElseThrow())
                .toList();
    }

    @Test
    void isWithoutAnyFinding() {
        assertThat(CourseCheck.check(CourseReader.readShipped("algebra"))).isEmpty();
    }

    @Test
    void isAsLargeAsPromised() {
        assertThat(COURSE.subject()).isEqualTo(Subject.MATHEMATICS);
        assertThat(COURSE.concepts()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(COURSE.items()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(COURSE.items().stream().filter(item -> item.parameters() != null))
                .hasSizeGreaterThanOrEqualTo(100);
        assertThat(COURSE.items().stream().map(Item::kind).distinct())
                .contains(
                        ItemKind.NUMERIC,
                        ItemKind.EXPRESSION,
                        ItemKind.MULTIPLE_CHOICE,
                        ItemKind.ORDERING,
                        ItemKind.CLOZE,
                        ItemKind.SHORT_ANSWER);
    }

    @Test
    void beginsInOneOfTwoPlacesAndLeadsToTheStraightLine() {
        assertThat(COURSE.concepts().stream().filter(c -> c.prerequisites().isEmpty()))
                .extracting(Concept::id)
                .containsExactlyInAnyOrder("factors-and-multiples", "adding-negative-numbers");
        Map<String, Integer> place = new HashMap<>();
        COURSE.concepts().forEach(concept -> place.put(concept.id(), place.size()));
        assertThat(COURSE.concepts())
                .allSatisfy(concept -> assertThat(concept.prerequisites())
                        .allSatisfy(before -> assertThat(place.get(before)).isLessThan(place.get(concept.id()))));
        assertThat(COURSE.concepts().getLast().id()).isEqualTo("straight-lines");
    }

    @ParameterizedTest
    @MethodSource("concepts")
    void everyConceptIsExplainedInAllStylesAndBothLanguages(Concept concept) {
        assertThat(concept.explanations().keySet()).isEqualTo(EnumSet.allOf(ExplanationStyle.class));
        assertThat(concept.explanations().values()).allSatisfy(AlgebraTest::inBothLanguages);
        inBothLanguages(concept.title());
        assertThat(concept.keywords()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(concept.keywords())
                .anyMatch(word -> Pattern.compile("\\p{IsHan}").matcher(word).find());
        assertThat(concept.keywords()).anyMatch(word -> word.matches("[a-z].*"));
        assertThat(concept.items()).hasSizeBetween(5, 8);
        assertThat(concept.misconceptions()).hasSizeBetween(1, 3);
        assertThat(concept.misconceptions()).anyMatch(misconception -> misconception.contrast() != null);
        assertThat(concept.misconceptions()).allSatisfy(misconception -> inBothLanguages(misconception.feedback()));
    }

    /** Chinese texts hold Chinese, and no English sentence is left in them. */
    private static void inBothLanguages(LocalizedText text) {
        assertThat(text.byLocale().keySet()).containsExactlyInAnyOrder("en", "zh-CN");
        assertThat(text.in("en")).doesNotContainPattern("\\p{IsHan}");
        assertThat(text.in("zh-CN"))
                .containsPattern("[\\p{IsHan}\u3002\uff0c]")
                .doesNotContainPattern("[a-z]+ [a-z]+ [a-z]+");
    }

    @ParameterizedTest
    @MethodSource("items")
    void everyItemHasTheWholeLadder(Item item) {
        assertThat(item.hints()).extracting(Hint::rung).containsExactly(Hint.Rung.values());
        assertThat(item.hints()).allSatisfy(hint -> inBothLanguages(hint.text()));
    }

    @ParameterizedTest
    @MethodSource("items")
    void everyDrawIsAWholeTaskWithoutItsAnswerInTheHints(Item item) {
        Set<String> tasks = new HashSet<>();
        for (Item instance : instances(item)) {
            tasks.add(instance.prompt().in("en"));
            assertThat(List.of(instance.prompt().in("en"), instance.prompt().in("zh-CN"), instance.say()))
                    .as(instance.id())
                    .allSatisfy(text -> assertThat(text)
                            .isNotBlank()
                            .doesNotContain("[[", "]]", "--", "+ -")
                            .doesNotContainPattern("(?<![0-9./])[01][xyz]"));
            Pattern stated = stated(instance);
            for (Hint hint : instance.hints()) {
                for (String text : hint.text().byLocale().values()) {
                    assertThat(AnswerLeak.leaks(text, instance)
                                    || stated.matcher(text).find())
                            .as(
                                    "%s tells its answer in the %s: %s",
                                    instance.id(), hint.rung().fileName(), text)
                            .isFalse();
                }
            }
        }
        if (item.parameters() != null) {
            assertThat(tasks).hasSizeGreaterThanOrEqualTo(5);
        }
    }

    /**
     * The answer's number as it is stated as a result, such as {@code = 7} or "is 7". A single digit stands in any
     * calculation, so that the number alone is no give-away.
     */
    private static Pattern stated(Item item) {
        String answer = item.modelAnswer();
        String value = answer.substring(answer.indexOf('=') + 1).strip();
        return Pattern.compile("(?:=|\\bis|\\bare|gives|makes|\u5f97\u5230?|\u662f|\u7b49\u4e8e) ?"
                + Pattern.quote(value) + "(?![0-9a-z/(%]|\\.[0-9]| ?[-+\u00d7\u00f7*^])");
    }

    @ParameterizedTest
    @MethodSource("items")
    void aForeseenWrongAnswerIsNeverRightAndShowsOneIdea(Item item) {
        for (Item instance : instances(item)) {
            Map<String, String> ideas = new HashMap<>();
            for (Misconception misconception : instance.misconceptions()) {
                assertThat(misconception.answers()).allSatisfy(wrong -> {
                    String idea = ideas.put(wrong, misconception.id());
                    assertThat(idea == null || idea.equals(misconception.id()))
                            .as("%s shows one idea in %s", wrong, instance.id())
                            .isTrue();
                    if (rightByValueOnly(instance.key())) {
                        assertThat(instance.answers())
                                .as("%s is wrong in %s", wrong, instance.id())
                                .noneMatch(right -> SameAnswer.of(right, wrong));
                    }
                });
            }
        }
    }

    /** Whether the form of an answer does not matter, so that a wrong answer must differ in value. */
    private static boolean rightByValueOnly(AnswerKey key) {
        return switch (key) {
            case AnswerKey.Numeric numeric -> !numeric.lowestTerms();
            case AnswerKey.Algebraic ignored -> true;
            case AnswerKey.Choice ignored -> true;
            case AnswerKey.Ordering ignored -> true;
            case AnswerKey.Cloze ignored -> true;
            case AnswerKey.Text ignored -> true;
        };
    }

    /** What stands in a task to be worked out, put into an equation, or rewritten comes to the answer. */
    @ParameterizedTest
    @MethodSource("items")
    void theAnswerComesFromTheTask(Item item) throws FormulaException {
        for (Item instance : instances(item)) {
            String task = instance.prompt().in("en");
            if (instance.key() instanceof AnswerKey.Algebraic key && key.start() != null) {
                String start = key.start();
                if (!start.contains("=")) {
                    assertThat(SameAnswer.of(start, key.expression())).as(task).isTrue();
                    continue;
                }
                int equals = start.indexOf('=');
                Map<String, Value> solution = Map.of("x", value(key.expression().substring("x =".length()), Map.of()));
                assertThat(value(start.substring(0, equals), solution))
                        .as(task)
                        .isEqualTo(value(start.substring(equals + 1), solution));
            } else if (instance.key() instanceof AnswerKey.Numeric key) {
                Matcher calculation = WORK_OUT.matcher(task);
                if (calculation.matches()) {
                    assertThat(value(calculation.group(1), Map.of())).as(task).isEqualTo(value(key.value(), Map.of()));
                }
            }
        }
    }

    @Test
    void enoughAnswersAreRecalculatedFromTheirTasks() {
        assertThat(COURSE.items().stream()
                        .map(item -> instances(item).getFirst())
                        .filter(AlgebraTest::recalculated))
                .hasSizeGreaterThanOrEqualTo(50);
    }

    private static boolean recalculated(Item item) {
        return item.key() instanceof AnswerKey.Algebraic key
                ? key.start() != null
                : WORK_OUT.matcher(item.prompt().in("en")).matches();
    }

    /** The value of an expression as a task shows it; two numbers with a slash between are one fraction. */
    private static Value value(String notation, Map<String, Value> values) throws FormulaException {
        String plain = notation.strip()
                .replaceAll("([0-9]+)/([0-9]+)", "($1/$2)")
                .replace(") x", ")*x")
                .replace('\u00d7', '*')
                .replace('\u00f7', '/');
        return Formula.parse(plain).evaluate(values);
    }
}
