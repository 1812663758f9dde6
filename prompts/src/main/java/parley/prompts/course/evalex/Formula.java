package parley.prompts.course.evalex;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An arithmetical expression or a condition over named values, such as {@code (c + b)/a} or {@code a != b && x > 0}.
 *
 * <p>Numbers are exact fractions. There are {@code + - * / ^}, brackets, {@code = == != < <= > >= && || !}, and the
 * functions gcd, lcm, abs, mod, min, max, floor, round, frac and decimal. Limits: {@link #MAX_LENGTH} characters, ASCII
 * only; numerators and denominators up to 10<sup>12</sup>. Immutable and thread-safe.
 */
public final class Formula {

    /** The longest formula, in characters. It bounds the depth of its syntax tree, too. */
    public static final int MAX_LENGTH = 200;

    /** A part of a formula. */
    sealed interface Node {
        /** A number as it is written. */
        record Literal(Value.Numeral value) implements Node {}

        /** A name to be looked up. */
        record Name(String name) implements Node {}

        /** One operand or two. */
        record Operation(String operator, List<Node> operands) implements Node {}

        /** A function called. */
        record Call(Function function, List<Node> arguments) implements Node {}
    }

    private final String text;
    private final Node root;
    private final Set<String> names;

    private Formula(String text, Node root) {
        this.text = text;
        this.root = root;
        Set<String> found = new TreeSet<>();
        collectNames(root, found);
        this.names = Collections.unmodifiableSet(found);
    }

    /** Reads a formula. */
    public static Formula parse(String text) throws FormulaException {
        if (text.length() > MAX_LENGTH) {
            throw new FormulaException("longer than " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int found = text.codePointAt(i);
            if (found >= 0x7f || found < ' ') {
                String shown = Character.isISOControl(found) ? "" : Character.toString(found) + " ";
                throw new FormulaException(
                        "no formula: it has the character %s(U+%04X); digits and signs are plain ASCII"
                                .formatted(shown, found));
            }
        }
        return new Formula(text.strip(), SyntaxTree.of(text));
    }

    /** The names that it needs values for, in the order of the alphabet. */
    public Set<String> names() {
        return names;
    }

    /** Its value under the values of its names. */
    public Value evaluate(Map<String, Value> values) throws FormulaException {
        return evaluate(root, values);
    }

    /** Whether it holds; it must be a condition. */
    public boolean holds(Map<String, Value> values) throws FormulaException {
        if (evaluate(values) instanceof Value.Truth truth) {
            return truth.holds();
        }
        throw new FormulaException("no condition; compare two things, such as a != b");
    }

    @Override
    public String toString() {
        return text;
    }

    private static void collectNames(Node node, Set<String> into) {
        switch (node) {
            case Node.Literal ignored -> {}
            case Node.Name name -> into.add(name.name());
            case Node.Operation operation -> operation.operands().forEach(operand -> collectNames(operand, into));
            case Node.Call call -> call.arguments().forEach(argument -> collectNames(argument, into));
        }
    }

    private static Value evaluate(Node node, Map<String, Value> values) throws FormulaException {
        return switch (node) {
            case Node.Literal literal -> literal.value();
            case Node.Name name -> {
                Value value = values.get(name.name());
                if (value == null) {
                    throw new FormulaException("the name " + name.name() + ", which stands for nothing here");
                }
                yield value;
            }
            case Node.Operation operation -> operate(operation, values);
            case Node.Call call -> {
                List<Value.Numeral> arguments = new ArrayList<>();
                for (Node argument : call.arguments()) {
                    arguments.add(number(evaluate(argument, values)));
                }
                yield call.function().of(arguments);
            }
        };
    }

    private static Value operate(Node.Operation operation, Map<String, Value> values) throws FormulaException {
        Value first = evaluate(operation.operands().getFirst(), values);
        if (operation.operands().size() == 1) {
            return switch (operation.operator()) {
                case "!" -> new Value.Truth(!truth(first));
                case "-" ->
                    new Value.Numeral(
                            number(first).value().negated(), number(first).decimal());
                default -> number(first);
            };
        }
        // What stands right of a false && or a true || may have no value, as in b != 0 && a/b > 1.
        if ("&&".equals(operation.operator()) && !truth(first)) {
            return first;
        }
        if ("||".equals(operation.operator()) && truth(first)) {
            return first;
        }
        Value second = evaluate(operation.operands().getLast(), values);
        return switch (operation.operator()) {
            case "&&", "||" -> new Value.Truth(truth(second));
            case "=", "==" -> new Value.Truth(equal(first, second));
            case "!=" -> new Value.Truth(!equal(first, second));
            case "<" -> new Value.Truth(compare(first, second) < 0);
            case "<=" -> new Value.Truth(compare(first, second) <= 0);
            case ">" -> new Value.Truth(compare(first, second) > 0);
            case ">=" -> new Value.Truth(compare(first, second) >= 0);
            default -> arithmetic(operation.operator(), number(first), number(second));
        };
    }

    private static Value.Numeral arithmetic(String operator, Value.Numeral first, Value.Numeral second)
            throws FormulaException {
        Rational a = first.value();
        Rational b = second.value();
        Rational result = switch (operator) {
            case "+" -> a.plus(b);
            case "-" -> a.minus(b);
            case "*" -> a.times(b);
            case "/" -> a.over(b);
            case "^" -> a.power(b);
            default -> throw new FormulaException("the sign " + operator + ", which formulas do not know");
        };
        return new Value.Numeral(result, first.decimal() || second.decimal());
    }

    private static boolean equal(Value first, Value second) {
        if (first instanceof Value.Numeral a && second instanceof Value.Numeral b) {
            return a.value().equals(b.value());
        }
        return first.equals(second);
    }

    private static int compare(Value first, Value second) throws FormulaException {
        return number(first).value().compareTo(number(second).value());
    }

    private static Value.Numeral number(Value value) throws FormulaException {
        if (value instanceof Value.Numeral number) {
            return number;
        }
        throw new FormulaException("a calculation with “" + value.shown() + "”, which is no number");
    }

    private static boolean truth(Value value) throws FormulaException {
        if (value instanceof Value.Truth truth) {
            return truth.holds();
        }
        throw new FormulaException("a condition made of “" + value.shown() + "”, which is none");
    }
}
