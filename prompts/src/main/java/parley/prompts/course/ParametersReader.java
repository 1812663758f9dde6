package parley.prompts.course;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.evalex.Formula;
import parley.prompts.course.evalex.FormulaException;
import parley.prompts.source.Said;
import parley.prompts.source.YamlNode;

/** Reads the {@code parameters} and {@code where} of an item. */
final class ParametersReader {

    /** The most parameters, and the most conditions, of one item. */
    static final int MAX_PARAMETERS = 20;

    /** The greatest bound of a range. Larger numbers make no better exercise. */
    static final int MAX_BOUND = 1_000_000_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,19}");
    private static final Pattern RANGE = Pattern.compile("([-+]?[0-9]{1,10})\\s*\\.\\.\\s*([-+]?[0-9]{1,10})");
    private static final Set<String> FUNCTIONS =
            Set.of("gcd", "lcm", "abs", "mod", "min", "max", "floor", "round", "frac", "decimal");

    private final Placeholders placeholders;

    ParametersReader(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /** The item's parameters, or null when it has none. From now on the item's texts may use their names. */
    @Nullable
    Parameters read(FieldReader item) {
        Optional<FieldReader> fields = item.optionalMapping("parameters");
        List<String> conditions = item.optionalTexts("where");
        if (fields.isEmpty()) {
            if (!conditions.isEmpty()) {
                item.error("where", "there are conditions but no parameters", "give the item parameters");
            }
            return null;
        }
        FieldReader names = fields.get();
        Map<String, Parameters.Source> values = new LinkedHashMap<>();
        if (names.names().isEmpty() || names.names().size() > MAX_PARAMETERS) {
            item.error("parameters", Said.of("an item has 1 to {} parameters", MAX_PARAMETERS), "for example a: 2..9");
            return null;
        }
        for (String name : names.names()) {
            Parameters.Source source = source(names, name, values.keySet());
            if (!NAME.matcher(name).matches() || FUNCTIONS.contains(name.toLowerCase(Locale.ROOT))) {
                names.error(name, "a parameter's name is ASCII letters and digits, and no function", "for example a");
            }
            values.put(name, source);
        }
        item.parameters(values.keySet());
        if (conditions.size() > MAX_PARAMETERS) {
            item.error("where", Said.of("there are more than {} conditions", MAX_PARAMETERS), "join some with &&");
        }
        for (String condition : conditions) {
            mistake(condition, values.keySet())
                    .ifPresent(mistake ->
                            item.error("where", Said.of("{} is {}", condition, mistake), "for example a != b"));
        }
        return new Parameters(values, conditions);
    }

    private Parameters.Source source(FieldReader names, String name, Set<String> before) {
        YamlNode value = names.value(name);
        if (value instanceof YamlNode.Sequence) {
            List<String> choices = names.texts(name);
            for (String choice : choices) {
                try {
                    parley.prompts.course.evalex.Value.written(choice);
                } catch (FormulaException e) {
                    names.error(
                            name, Said.of("{} has {}", choice, e.getMessage()), "use a smaller or a simpler number");
                }
            }
            return new Parameters.Source.OneOf(choices.isEmpty() ? List.of("0") : choices);
        }
        String text = names.text(name);
        if (text.startsWith("=")) {
            String expression = text.substring(1).strip();
            mistake(expression, before)
                    .ifPresent(mistake -> names.error(
                            name,
                            Said.of("{} is {}", expression, mistake),
                            "for example = a*x + b, of names further up"));
            return new Parameters.Source.Derived(expression);
        }
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            long low = Long.parseLong(range.group(1));
            long high = Long.parseLong(range.group(2));
            if (low <= high && Math.max(Math.abs(low), Math.abs(high)) <= MAX_BOUND) {
                return new Parameters.Source.Range((int) low, (int) high);
            }
            names.error(
                    name,
                    Said.of("a range goes from its lower to its upper bound, both within ±{}", MAX_BOUND),
                    "for example 2..9");
        } else {
            names.error(
                    name,
                    Said.of("no range, list or expression: {}", text),
                    "write 2..9, a list such as [1, 2, 5], or = and an expression, in plain digits");
        }
        return new Parameters.Source.OneOf(List.of("0"));
    }

    private Optional<String> mistake(String text, Set<String> names) {
        try {
            Formula formula = placeholders.formula(text);
            return formula.names().stream()
                    .filter(name -> !names.contains(name))
                    .findFirst()
                    .map(name -> "unclear: the name " + name + " has no value there");
        } catch (FormulaException e) {
            return Optional.of(e.getMessage());
        }
    }
}
