package parley.tutor.understanding.symja;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IExpr;

/** The real solutions that Symja finds. Stateless. */
final class Solutions {
    private Solutions() {}

    /** What makes {@code expression} zero; null when Symja does not solve it. */
    static @Nullable Set<IExpr> of(EvalEngine engine, IExpr expression, IExpr unknown) {
        IExpr solved =
                engine.evaluate(F.ternaryAST3(S.Solve, F.Equal(engine.evaluate(expression), F.C0), unknown, S.Reals));
        if (!solved.isList()) {
            return null;
        }
        Set<IExpr> solutions = new HashSet<>();
        for (IExpr solution : (IAST) solved) {
            // Each is a list of one rule, {x -> 3}; anything else is a condition that we don't read.
            if (!solution.isList1() || !solution.first().isRuleAST()) {
                return null;
            }
            solutions.add(engine.evaluate(F.Simplify(solution.first().second())));
        }
        return solutions;
    }
}
