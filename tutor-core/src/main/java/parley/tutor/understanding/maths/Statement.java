package parley.tutor.understanding.maths;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One line of mathematics: an expression, an equation, or a chain of expressions that are said to be equal. Immutable.
 *
 * @param sides one to {@value #MAX_SIDES}
 */
public record Statement(List<Expression> sides) {
    static final int MAX_SIDES = 8;

    public Statement {
        sides = List.copyOf(sides);
        if (sides.isEmpty() || sides.size() > MAX_SIDES) {
            throw new IllegalArgumentException("a statement has one to " + MAX_SIDES + " sides");
        }
    }

    public boolean isExpression() {
        return sides.size() == 1;
    }

    public boolean isEquation() {
        return sides.size() == 2;
    }

    public Expression left() {
        return sides.getFirst();
    }

    /** The last side: what a chain comes to. */
    public Expression right() {
        return sides.getLast();
    }

    /** The variables in it. */
    public Set<Character> letters() {
        Set<Character> letters = new TreeSet<>();
        sides.forEach(side -> letters.addAll(side.letters()));
        return letters;
    }

    /** What a variable is said to be. */
    public record Solution(char unknown, Expression value) {}

    /** The solution that this states: one side is a variable alone, the other is free of it. */
    public Optional<Solution> solution() {
        if (!isEquation()) {
            return Optional.empty();
        }
        return solution(left(), right()).or(() -> solution(right(), left()));
    }

    private static Optional<Solution> solution(Expression alone, Expression value) {
        return alone instanceof Expression.Letter(char name) && !value.letters().contains(name)
                ? Optional.of(new Solution(name, value))
                : Optional.empty();
    }
}
