package parley.tutor.understanding.symja;

import java.util.HashMap;
import java.util.Map;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.ISymbol;
import parley.tutor.understanding.maths.Expression;
import parley.tutor.understanding.maths.Rational;
import parley.tutor.understanding.maths.Statement;

/**
 * Builds Symja's expressions from ours. Letters become symbols with no meaning, so that e and i are variables like any
 * other. Not thread-safe; two expressions that belong together are built by the same instance.
 */
final class SymjaExpressions {
    private final Map<Character, ISymbol> letters = new HashMap<>();

    /** Both sides of an equation brought to one side, over one line, without what stands below it. */
    IExpr of(Statement equation) {
        return F.Numerator(F.Together(F.Subtract(of(equation.left()), of(equation.right()))));
    }

    IExpr of(Expression expression) {
        return switch (expression) {
            case Expression.Num num -> rational(num.value());
            case Expression.Mixed(Rational whole, Rational numerator, Rational denominator) ->
                rational(whole.plus(numerator.over(denominator)));
            case Expression.Letter(char name) -> letters.computeIfAbsent(name, n -> F.Dummy("v" + n));
            case Expression.Negative(Expression of) -> F.Negate(of(of));
            case Expression.Sum(Expression left, Expression right) -> F.Plus(of(left), of(right));
            case Expression.Difference(Expression left, Expression right) -> F.Subtract(of(left), of(right));
            case Expression.Product(Expression left, Expression right) -> F.Times(of(left), of(right));
            case Expression.Quotient(Expression left, Expression right) -> F.Divide(of(left), of(right));
            case Expression.Power(Expression base, int exponent) -> F.Power(of(base), F.ZZ(exponent));
        };
    }

    private static IExpr rational(Rational value) {
        return value.isWhole() ? F.ZZ(value.numerator()) : F.QQ(F.ZZ(value.numerator()), F.ZZ(value.denominator()));
    }
}
