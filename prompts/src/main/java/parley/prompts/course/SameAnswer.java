package parley.prompts.course;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import parley.prompts.course.evalex.Formula;
import parley.prompts.course.evalex.FormulaException;
import parley.prompts.course.evalex.Value;

/**
 * Whether two answers written by an author come to the same: the same words, or formulas that agree at a few points.
 * Used to keep a drawn wrong answer from being right by chance, where a false "same" only loses a wrong answer.
 */
final class SameAnswer {

    private static final Pattern LETTER_BEFORE_BRACKET = Pattern.compile("(?<![A-Za-z])([A-Za-z])\\s*\\(");

    /** Two polynomials of the degrees met here that agree at these points are the same but for malice. */
    private static final List<String> POINTS = List.of("7/3", "-11/5", "13/7");

    private SameAnswer() {}

    /** Whether they are the same but for spaces and capitals. */
    static boolean inWords(String one, String other) {
        return plain(one).equals(plain(other));
    }

    static boolean of(String one, String other) {
        if (plain(one).equals(plain(other))) {
            return true;
        }
        String[] left = one.split("=", -1);
        String[] right = other.split("=", -1);
        if (left.length != right.length || left.length > 2) {
            return false;
        }
        if (left.length == 1) {
            return sameFormula(one, other);
        }
        return (sameFormula(left[0], right[0]) && sameFormula(left[1], right[1]))
                || (sameFormula(left[0], right[1]) && sameFormula(left[1], right[0]));
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }

    private static boolean sameFormula(String one, String other) {
        if (plain(one).equals(plain(other))) {
            return true;
        }
        Optional<Formula> first = formula(one);
        Optional<Formula> second = formula(other);
        if (first.isEmpty()
                || second.isEmpty()
                || !first.get().names().equals(second.get().names())) {
            return false;
        }
        try {
            for (int i = 0; i < POINTS.size(); i++) {
                Map<String, Value> values = new HashMap<>();
                int next = i;
                for (String name : first.get().names()) {
                    values.put(name, Value.written(POINTS.get(next++ % POINTS.size())));
                }
                if (!first.get()
                        .evaluate(values)
                        .shown()
                        .equals(second.get().evaluate(values).shown())) {
                    return false;
                }
            }
            return true;
        } catch (FormulaException e) {
            return false;
        }
    }

    private static Optional<Formula> formula(String text) {
        try {
            return Optional.of(Formula.parse(LETTER_BEFORE_BRACKET.matcher(text).replaceAll("$1*(")));
        } catch (FormulaException e) {
            return Optional.empty();
        }
    }
}
