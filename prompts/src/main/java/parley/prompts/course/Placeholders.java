package parley.prompts.course;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parley.prompts.course.evalex.Formula;
import parley.prompts.course.evalex.FormulaException;
import parley.prompts.course.evalex.Value;
import parley.prompts.source.Said;

/**
 * The {@code [[formula]]} places of parametric texts. Formulas are read once and kept, at most {@link #MAX_KEPT} of
 * them; those beyond are read again each time. Thread-safe.
 */
final class Placeholders {

    /** A course of 10,000 items has fewer. */
    static final int MAX_KEPT = 50_000;

    private static final Pattern PLACE = Pattern.compile("\\[\\[(?<sign>\\+?)(?<formula>[^\\[\\]]*)]]");

    private final Map<String, Formula> kept = new ConcurrentHashMap<>();

    Formula formula(String text) throws FormulaException {
        Formula known = kept.get(text);
        if (known != null) {
            return known;
        }
        Formula formula = Formula.parse(text);
        if (kept.size() < MAX_KEPT) {
            kept.put(text, formula);
        }
        return formula;
    }

    /** The text with the values filled in. */
    String fill(String text, Map<String, Value> values) throws FormulaException {
        if (!text.contains("[[")) {
            return text;
        }
        Matcher places = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            Value value = formula(places.group("formula")).evaluate(values);
            String shown = places.group("sign").isEmpty() ? value.shown() : value.shownWithSign();
            places.appendReplacement(filled, Matcher.quoteReplacement(shown));
        }
        return places.appendTail(filled).toString();
    }

    /** What is wrong with the places of a text when only some names have values; empty when nothing is. */
    Optional<Said> mistake(String text, Set<String> names) {
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            try {
                for (String name : formula(places.group("formula")).names()) {
                    if (!names.contains(name)) {
                        return Optional.of(Said.of(
                                "[[{}]] uses the name {}, which is no parameter", places.group("formula"), name));
                    }
                }
            } catch (FormulaException e) {
                return Optional.of(Said.of("[[{}]] is {}", places.group("formula"), e.getMessage()));
            }
        }
        String rest = places.replaceAll("");
        return rest.contains("[[") && !rest.contains("[[]")
                ? Optional.of(Said.of("[[ is not closed by ]]"))
                : Optional.empty();
    }
}
