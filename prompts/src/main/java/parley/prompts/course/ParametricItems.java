package parley.prompts.course;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.evalex.Formula;
import parley.prompts.course.evalex.FormulaException;
import parley.prompts.course.evalex.Value;

/**
 * Draws the values of parametric items and fills them in.
 *
 * <p>Values come from {@link Random}, whose algorithm Java specifies, seeded with the item's id and the seed: an
 * exercise is the same on every machine. Values that break a condition, or that leave a choice with fewer than two
 * different options, are drawn anew, at most {@link #MAX_DRAWS} times. A condition is looked at as soon as the names in
 * it have values, so that {@code b != 0} protects a later {@code = a/b}. Thread-safe.
 */
final class ParametricItems implements ItemInstances {

    /** The most draws for one instance. Conditions that one draw in a hundred meets fail once in 20,000 seeds. */
    static final int MAX_DRAWS = 1_000;

    private final Placeholders placeholders;

    ParametricItems(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    @Override
    public Item instance(Item item, int seed) {
        Parameters parameters = item.parameters();
        if (parameters == null) {
            return item;
        }
        try {
            String id = new ExerciseId(item.id(), seed).toString();
            Random random = new Random(Arrangement.seedOf(item.id()) ^ (seed * 0xD1342543DE82EF95L));
            for (int draw = 0; draw < MAX_DRAWS; draw++) {
                Map<String, Value> values = draw(parameters, random);
                AnswerKey key =
                        values == null ? null : withoutCoinciding(item.key(), text -> placeholders.fill(text, values));
                if (values != null && key != null) {
                    return Arrangement.arranged(filled(item, id, key, values), random.nextLong());
                }
            }
        } catch (FormulaException e) {
            throw new IllegalStateException("an expression has " + e.getMessage(), e);
        }
        throw new IllegalStateException(
                "in " + MAX_DRAWS + " draws no values met the conditions and gave different options");
    }

    /** Values that meet the conditions, or null when these do not. */
    private @Nullable Map<String, Value> draw(Parameters parameters, Random random) throws FormulaException {
        Map<String, Value> values = new LinkedHashMap<>();
        Set<String> open = new HashSet<>(parameters.conditions());
        for (Map.Entry<String, Parameters.Source> entry : parameters.values().entrySet()) {
            Value value = switch (entry.getValue()) {
                case Parameters.Source.Range range ->
                    Value.whole(range.low() + (long) random.nextInt(range.high() - range.low() + 1));
                case Parameters.Source.OneOf oneOf ->
                    Value.written(
                            oneOf.values().get(random.nextInt(oneOf.values().size())));
                case Parameters.Source.Derived derived ->
                    placeholders.formula(derived.expression()).evaluate(values);
            };
            values.put(entry.getKey(), value);
            for (String condition : parameters.conditions()) {
                Formula formula = placeholders.formula(condition);
                if (open.contains(condition) && values.keySet().containsAll(formula.names())) {
                    open.remove(condition);
                    if (!formula.holds(values)) {
                        return null;
                    }
                }
            }
        }
        return values;
    }

    /** The key filled in, without options that repeat another; null when fewer than two options are left. */
    private static @Nullable AnswerKey withoutCoinciding(AnswerKey key, ItemTexts.Change fill) throws FormulaException {
        AnswerKey filled = ItemTexts.of(key, fill);
        if (filled instanceof AnswerKey.Ordering ordering
                && new HashSet<>(ordering.parts()).size() < ordering.parts().size()) {
            return null;
        }
        if (!(filled instanceof AnswerKey.Choice choice)) {
            return filled;
        }
        List<AnswerKey.Option> options = new ArrayList<>();
        options.add(choice.options().get(choice.right()));
        for (AnswerKey.Option option : choice.options()) {
            if (options.stream().noneMatch(other -> SameAnswer.inWords(other.text(), option.text()))) {
                options.add(option);
            }
        }
        return options.size() < 2 ? null : new AnswerKey.Choice(options, 0);
    }

    private Item filled(Item item, String id, AnswerKey key, Map<String, Value> values) throws FormulaException {
        ItemTexts.Change fill = text -> placeholders.fill(text, values);
        List<Misconception> misconceptions = new ArrayList<>();
        for (Misconception misconception : item.misconceptions()) {
            Misconception drawn = ItemTexts.of(misconception, fill);
            List<String> wrong = drawn.answers().stream()
                    .filter(answer -> stillWrong(answer, key))
                    .distinct()
                    .toList();
            if (!wrong.isEmpty()) {
                misconceptions.add(
                        new Misconception(drawn.id(), wrong, drawn.feedback(), drawn.typedOnly(), drawn.contrast()));
            }
        }
        return new Item(
                id,
                item.kind(),
                ItemTexts.of(item.prompt(), fill),
                fill.of(item.say()),
                key,
                ItemTexts.ofHints(item.hints(), fill),
                ItemTexts.of(item.explanation(), fill),
                ItemTexts.of(item.vocabulary(), fill),
                misconceptions,
                null);
    }

    /** Whether a foreseen wrong answer is wrong with these values, too, and, in a choice, among the options. */
    private static boolean stillWrong(String answer, AnswerKey key) {
        if (key instanceof AnswerKey.Choice choice) {
            return choice.options().stream()
                    .skip(1)
                    .anyMatch(option -> option.text().equals(answer));
        }
        // Where the form counts, 2/4 is a wrong answer though it equals 1/2.
        boolean formCounts = switch (key) {
            case AnswerKey.Numeric numeric -> numeric.lowestTerms();
            case AnswerKey.Algebraic algebraic -> algebraic.form() != AnswerKey.Form.ANY;
            case AnswerKey.Text ignored -> true;
            case AnswerKey.Choice ignored -> true;
            case AnswerKey.Ordering ignored -> true;
            case AnswerKey.Cloze ignored -> true;
        };
        return key.accepted().stream()
                .noneMatch(accepted ->
                        formCounts ? SameAnswer.inWords(accepted, answer) : SameAnswer.of(accepted, answer));
    }
}
