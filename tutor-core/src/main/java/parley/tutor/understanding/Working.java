package parley.tutor.understanding;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.understanding.maths.Equivalence;
import parley.tutor.understanding.maths.SaidMaths;
import parley.tutor.understanding.maths.Statement;

/**
 * Follows a shown working line by line, each compared with the one before, beginning with where the task starts.
 *
 * <p>An equation follows from an equation with the same solutions, an expression from one of the same value. A line that
 * cannot be read, and a sum on the side that is true whatever came before ({@code 11 - 3 = 8}), prove nothing and are
 * passed over. What can't be decided in time counts as following: nobody is told of a mistake that isn't proved.
 */
final class Working {
    private final Equivalence equivalence;
    private final Statement start;

    Working(Equivalence equivalence, Statement start) {
        this.equivalence = equivalence;
        this.start = start;
    }

    /** The first line that doesn't follow; null when there is none. */
    Slip.@Nullable FirstWrongStep firstWrongStep(List<SaidMaths.Line> lines) {
        Statement before = start;
        String written = "";
        for (int i = 0; i < lines.size(); i++) {
            Statement line = lines.get(i).statement();
            if (line == null || isAside(line)) {
                continue;
            }
            if (!follows(before, line)) {
                return new Slip.FirstWrongStep(i + 1, written, lines.get(i).written());
            }
            before = line;
            written = lines.get(i).written();
        }
        return null;
    }

    private boolean isAside(Statement line) {
        if (!start.isEquation()) {
            return false;
        }
        if (line.isExpression()) {
            return !isValue(line);
        }
        return line.letters().isEmpty() && equivalence.alwaysTrue(line);
    }

    private static boolean isValue(Statement line) {
        return line.isExpression() && line.left().isPlainNumber();
    }

    private boolean follows(Statement before, Statement line) {
        if (before.isEquation() && line.isEquation()) {
            return equivalence.sameSolutions(before, line).orElse(true);
        }
        if (before.isEquation() && isValue(line)) {
            return before.solution()
                    .map(s -> equivalence.equal(s.value(), line.left()))
                    .orElse(true);
        }
        if (before.isEquation() || start.isEquation()) {
            return true;
        }
        return line.sides().stream().allMatch(side -> equivalence.equal(side, before.right()));
    }
}
