package parley.prompts.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Said;

/**
 * Holds plain data against a JSON Schema and says what does not fit, with the way to it.
 *
 * <p>Understood are {@code type enum const properties required additionalProperties items minItems maxItems uniqueItems
 * minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum anyOf oneOf allOf not} and {@code $ref}
 * to a place in the same schema; other words say nothing, as in JSON Schema. Problems never hold a value. Used once.
 */
public final class SchemaCheck {

    /** The most problems that are told. */
    public static final int MAX_PROBLEMS = 20;

    private static final int MAX_DEPTH = 60;
    private static final int MAX_STEPS = 1_000_000;

    /**
     * Something that does not fit.
     *
     * @param path the way to it, such as {@code moves[0].task}; empty for the data as a whole
     */
    public record Problem(String path, Said message, Said hint) {}

    private final Map<String, @Nullable Object> root;
    private final List<Problem> problems = new ArrayList<>();
    private int steps;

    private SchemaCheck(Map<String, @Nullable Object> root) {
        this.root = root;
    }

    /** What of the data does not fit the schema; empty when all does. */
    public static List<Problem> check(Map<String, @Nullable Object> schema, @Nullable Object data) {
        SchemaCheck check = new SchemaCheck(schema);
        check.value(schema, data, "", 0);
        return List.copyOf(check.problems);
    }

    private void value(@Nullable Object schema, @Nullable Object data, String path, int depth) {
        if (problems.size() >= MAX_PROBLEMS || ++steps > MAX_STEPS || depth > MAX_DEPTH) {
            if (steps > MAX_STEPS || depth > MAX_DEPTH) {
                problem(path, "the value is too large or too deep to be checked", "give less");
            }
            return;
        }
        if (Boolean.FALSE.equals(schema)) {
            problem(path, "there is no such variable", "leave it out");
        }
        if (!(schema instanceof Map<?, ?> rules)) {
            return;
        }
        if (rules.get("$ref") instanceof String reference) {
            value(referred(reference), data, path, depth + 1);
        }
        if (!type(rules, data, path) || !oneOfValues(rules, data, path)) {
            return;
        }
        switch (data) {
            case Map<?, ?> map -> object(rules, map, path, depth);
            case Collection<?> items -> list(rules, items, path, depth);
            case String text -> text(rules, text, path);
            case Number number -> number(rules, number, path);
            case null, default -> {}
        }
        combined(rules, data, path, depth);
    }

    private boolean type(Map<?, ?> rules, @Nullable Object data, String path) {
        Object type = rules.get("type");
        List<?> allowed = type instanceof List<?> types ? types : type instanceof String one ? List.of(one) : List.of();
        if (allowed.isEmpty() || allowed.stream().anyMatch(name -> isOf(name, data))) {
            return true;
        }
        List<String> names = new ArrayList<>();
        for (Object name : allowed) {
            names.add(article(String.valueOf(name)));
        }
        problem(
                path,
                Said.of("the value is {}, not {}", kind(data), String.join(" or ", names)),
                "give it as the schema says");
        return false;
    }

    private static boolean isOf(@Nullable Object type, @Nullable Object data) {
        return switch (String.valueOf(type)) {
            case "any" -> true;
            case "null" -> data == null;
            case "boolean" -> data instanceof Boolean;
            case "string" -> data instanceof String;
            case "number" -> data instanceof Number;
            case "integer" -> data instanceof Number number && isWhole(number);
            case "array" -> data instanceof Collection;
            case "object" -> data instanceof Map;
            default -> false;
        };
    }

    private static boolean isWhole(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal.signum() == 0 || decimal.stripTrailingZeros().scale() <= 0;
        }
        return !(number instanceof Double || number instanceof Float)
                || (Double.isFinite(number.doubleValue()) && number.doubleValue() == Math.rint(number.doubleValue()));
    }

    private boolean oneOfValues(Map<?, ?> rules, @Nullable Object data, String path) {
        if (rules.get("enum") instanceof Collection<?> values
                && values.stream().noneMatch(value -> same(value, data))) {
            String names = String.join(
                    ", ", values.stream().limit(12).map(String::valueOf).toList());
            problem(path, "the value is none of the allowed ones", Said.of("give one of {}", names));
            return false;
        }
        if (rules.containsKey("const") && !same(rules.get("const"), data)) {
            problem(path, "the value is not the only allowed one", "see the schema");
            return false;
        }
        return true;
    }

    private void object(Map<?, ?> rules, Map<?, ?> map, String path, int depth) {
        if (rules.get("required") instanceof Collection<?> required) {
            for (Object name : required) {
                if (!map.containsKey(name)) {
                    problem(
                            joined(path, name),
                            "the variable is missing",
                            "give it a value, or a default under input.default");
                }
            }
        }
        Map<?, ?> known = rules.get("properties") instanceof Map<?, ?> properties ? properties : Map.of();
        Object more = rules.get("additionalProperties");
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String inner = joined(path, entry.getKey());
            if (known.containsKey(entry.getKey())) {
                value(known.get(entry.getKey()), entry.getValue(), inner, depth + 1);
            } else if (Boolean.FALSE.equals(more)) {
                problem(inner, "the template declares no such variable", "add it to input.schema, or leave it out");
            } else {
                value(more, entry.getValue(), inner, depth + 1);
            }
        }
    }

    private void list(Map<?, ?> rules, Collection<?> items, String path, int depth) {
        count(rules, "minItems", "maxItems", items.size(), path, "items");
        if (Boolean.TRUE.equals(rules.get("uniqueItems"))) {
            Set<@Nullable Object> seen = new HashSet<>();
            for (Object item : items) {
                if (!seen.add(item)) {
                    problem(path, "the list holds an item twice", "leave one out");
                    break;
                }
            }
        }
        if (rules.containsKey("items")) {
            int index = 0;
            for (Object item : items) {
                value(rules.get("items"), item, path + "[" + index++ + "]", depth + 1);
            }
        }
    }

    private void text(Map<?, ?> rules, String text, String path) {
        count(rules, "minLength", "maxLength", text.codePointCount(0, text.length()), path, "characters");
        if (rules.get("pattern") instanceof String pattern) {
            try {
                if (!Pattern.compile(pattern).matcher(new CountedText(text)).find()) {
                    problem(path, "the text is not of the form that the schema says", "see its pattern");
                }
            } catch (PatternSyntaxException | CountedText.TooMuchWork | StackOverflowError e) {
                problem(path, "the text cannot be held against the schema's pattern", "write a simpler pattern");
            }
        }
    }

    private void number(Map<?, ?> rules, Number number, String path) {
        double value = number.doubleValue();
        if ((rules.get("minimum") instanceof Number least && value < least.doubleValue())
                || (rules.get("exclusiveMinimum") instanceof Number below && value <= below.doubleValue())) {
            problem(path, "the number is too small", "see the schema");
        }
        if ((rules.get("maximum") instanceof Number most && value > most.doubleValue())
                || (rules.get("exclusiveMaximum") instanceof Number above && value >= above.doubleValue())) {
            problem(path, "the number is too large", "see the schema");
        }
    }

    private void count(Map<?, ?> rules, String least, String most, int count, String path, String what) {
        if (rules.get(least) instanceof Number number && count < number.intValue()) {
            problem(path, Said.of("there are fewer than {} {}", number.intValue(), what), "give more");
        }
        if (rules.get(most) instanceof Number number && count > number.intValue()) {
            problem(path, Said.of("there are more than {} {}", number.intValue(), what), "give fewer");
        }
    }

    private void combined(Map<?, ?> rules, @Nullable Object data, String path, int depth) {
        if (rules.get("allOf") instanceof Collection<?> all) {
            all.forEach(schema -> value(schema, data, path, depth + 1));
        }
        if (rules.get("anyOf") instanceof Collection<?> any && any.stream().noneMatch(s -> fits(s, data, depth))) {
            problem(path, "the value fits none of the schemas that are allowed", "see anyOf in the schema");
        }
        if (rules.get("oneOf") instanceof Collection<?> one
                && one.stream().filter(s -> fits(s, data, depth)).count() != 1) {
            problem(
                    path,
                    "the value does not fit exactly one of the schemas that are allowed",
                    "see oneOf in the schema");
        }
        if (rules.containsKey("not") && fits(rules.get("not"), data, depth)) {
            problem(path, "the value fits a schema that is forbidden", "see not in the schema");
        }
    }

    private boolean fits(@Nullable Object schema, @Nullable Object data, int depth) {
        SchemaCheck inner = new SchemaCheck(root);
        inner.steps = steps;
        inner.value(schema, data, "", depth + 1);
        steps = inner.steps;
        return inner.problems.isEmpty();
    }

    private @Nullable Object referred(String reference) {
        if (!reference.startsWith("#")) {
            return null;
        }
        Object at = root;
        for (String step : reference.substring(1).split("/", -1)) {
            if (!step.isEmpty()) {
                at = at instanceof Map<?, ?> map
                        ? map.get(step.replace("~1", "/").replace("~0", "~"))
                        : null;
            }
        }
        return at;
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        return (a instanceof Number left && b instanceof Number right)
                ? left.doubleValue() == right.doubleValue()
                : Objects.equals(a, b);
    }

    private static String joined(String path, @Nullable Object name) {
        return path.isEmpty() ? String.valueOf(name) : path + "." + name;
    }

    private static String kind(@Nullable Object data) {
        return switch (data) {
            case null -> "nothing";
            case Boolean ignored -> "true or false";
            case String ignored -> "a text";
            case Number ignored -> "a number";
            case Collection<?> ignored -> "a list";
            case Map<?, ?> ignored -> "an object";
            default -> "no plain data";
        };
    }

    private static String article(String type) {
        return switch (type) {
            case "null" -> "nothing";
            case "boolean" -> "true or false";
            case "string" -> "a text";
            case "number" -> "a number";
            case "integer" -> "a whole number";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> type;
        };
    }

    private void problem(String path, CharSequence message, CharSequence hint) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(path, Said.of(message), Said.of(hint)));
        }
    }
}
