package parley.prompts.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Draws items over many seeds. */
class ParametricItemsProperties {

    private static final ItemInstances INSTANCES = new ParametricItems(new Placeholders());

    @Property(tries = 200)
    void theSameSeedGivesTheSameItemFromAnyDrawer(@ForAll @IntRange(max = ExerciseId.MAX_SEED) int seed) {
        Item item = item(new AnswerKey.Numeric("[[a+b]]", "0", "", List.of(), false));

        Item drawn = INSTANCES.instance(item, seed);

        assertThat(drawn).isEqualTo(new ParametricItems(new Placeholders()).instance(item, seed));
        assertThat(drawn.id()).isEqualTo("x~" + seed);
        assertThat(drawn.toString()).doesNotContain("[[");
    }

    @Property(tries = 200)
    void valuesKeepTheirBoundsAndConditions(@ForAll @IntRange(max = ExerciseId.MAX_SEED) int seed) {
        String[] values = INSTANCES
                .instance(item(new AnswerKey.Text(List.of("[[a]] [[b]] [[c]]"))), seed)
                .modelAnswer()
                .split(" ", -1);
        int a = Integer.parseInt(values[0]);
        int b = Integer.parseInt(values[1]);

        assertThat(a).isBetween(-5, 5).isNotEqualTo(b);
        assertThat(b).isIn(2, 3, 5);
        assertThat(values[2]).isEqualTo(String.valueOf(a * b));
    }

    @Property(tries = 200)
    void optionsDifferAndTheRightOneIsMarked(@ForAll @IntRange(max = ExerciseId.MAX_SEED) int seed) {
        Item item = INSTANCES.instance(
                item(new AnswerKey.Choice(
                        List.of(
                                new AnswerKey.Option("[[a+b]]", ""),
                                new AnswerKey.Option("[[a-b]]", "m"),
                                new AnswerKey.Option("[[a*b]]", ""),
                                new AnswerKey.Option("[[2*a]]", "")),
                        0)),
                seed);
        AnswerKey.Choice choice = (AnswerKey.Choice) item.key();

        assertThat(choice.options()).extracting(AnswerKey.Option::text).doesNotHaveDuplicates();
        assertThat(choice.options()).hasSizeBetween(2, 4);
        String[] task = item.prompt().in("en").lines().findFirst().orElseThrow().split(" \\+ ", -1);
        assertThat(choice.options().get(choice.right()).text())
                .isEqualTo(String.valueOf(Integer.parseInt(task[0]) + Integer.parseInt(task[1])));
        assertThat(item.prompt().in("en"))
                .contains("\nA) " + choice.options().getFirst().text());
    }

    @Property(tries = 200)
    void aWrongAnswerIsNeverRight(@ForAll @IntRange(max = ExerciseId.MAX_SEED) int seed) {
        Item item = INSTANCES.instance(item(new AnswerKey.Algebraic("x = [[c]]", AnswerKey.Form.ANY, null)), seed);

        for (Misconception misconception : item.misconceptions()) {
            assertThat(misconception.answers())
                    .isNotEmpty()
                    .noneMatch(wrong -> SameAnswer.of(wrong, item.modelAnswer()));
        }
    }

    private static Item item(AnswerKey key) {
        Map<String, Parameters.Source> values = new LinkedHashMap<>();
        values.put("a", new Parameters.Source.Range(-5, 5));
        values.put("b", new Parameters.Source.OneOf(List.of("2", "3", "5")));
        values.put("c", new Parameters.Source.Derived("a*b"));
        LocalizedText text = LocalizedText.english("[[a]] + [[b]]");
        return new Item(
                "x",
                ItemKind.NUMERIC,
                text,
                "[[a]]",
                key,
                List.of(new Hint(Hint.Rung.POINT, text)),
                text,
                List.of(),
                List.of(new Misconception("m", List.of("x = [[2*a]]", "[[a-b]]"), text, false, null)),
                new Parameters(values, List.of("a != b")));
    }
}
