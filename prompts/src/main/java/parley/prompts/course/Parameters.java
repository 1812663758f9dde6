package parley.prompts.course;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What varies in a parametric item. In all its texts, answers and hints {@code [[a]]} stands for the value of {@code a},
 * {@code [[a*b]]} for that of an expression, and {@code [[+a]]} for a value with its sign set off ({@code + 3},
 * {@code - 3}). Immutable.
 *
 * @param values the possible values of each name, or the expression that derives it from those before it, in the order
 *     in which they are drawn
 * @param conditions what must hold of the values, such as {@code a != b}; draws that break one are drawn anew
 */
public record Parameters(Map<String, Source> values, List<String> conditions) {

    public Parameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        conditions = List.copyOf(conditions);
    }

    /** Where a value comes from. */
    public sealed interface Source {
        /** A whole number between two bounds, both included. */
        record Range(int low, int high) implements Source {
            public Range {
                if (low > high) {
                    throw new IllegalArgumentException("a range begins at its lower end");
                }
            }
        }

        /** One of some values: numbers, or words such as names and things. */
        record OneOf(List<String> values) implements Source {
            public OneOf {
                values = List.copyOf(values);
                if (values.isEmpty()) {
                    throw new IllegalArgumentException("there is at least one value to choose");
                }
            }
        }

        /** Derived from values drawn before it, such as {@code a * b + 1}. */
        record Derived(String expression) implements Source {}
    }
}
