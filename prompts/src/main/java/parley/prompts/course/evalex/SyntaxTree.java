package parley.prompts.course.evalex;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns a formula's text into our nodes, by EvalEx's parser. Nothing is ever evaluated by EvalEx. */
final class SyntaxTree {

    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "^", "=", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "!");

    private static final ExpressionConfiguration CONFIGURATION = configuration();

    private SyntaxTree() {}

    static Formula.Node of(String text) throws FormulaException {
        if (text.isBlank()) {
            throw new FormulaException("nothing");
        }
        try {
            return node(new Expression(text, CONFIGURATION).getAbstractSyntaxTree());
        } catch (BaseException e) {
            throw new FormulaException("no formula: " + message(e) + " at character " + e.getStartPosition());
        } catch (RuntimeException e) {
            // The parser is a third party's and its input anyone's; a slip of it must not end a caller.
            throw new FormulaException("no formula");
        }
    }

    private static String message(BaseException e) {
        String message = e.getMessage();
        return message == null ? "malformed" : message;
    }

    private static Formula.Node node(ASTNode node) throws FormulaException {
        Token token = node.getToken();
        List<Formula.Node> parameters = new ArrayList<>();
        for (ASTNode parameter : node.getParameters()) {
            parameters.add(node(parameter));
        }
        String value = token.getValue();
        return switch (token.getType()) {
            case NUMBER_LITERAL ->
                new Formula.Node.Literal(new Value.Numeral(Rational.parse(value), value.contains(".")));
            case VARIABLE_OR_CONSTANT -> new Formula.Node.Name(value);
            case FUNCTION -> call(value, parameters);
            case INFIX_OPERATOR, PREFIX_OPERATOR -> {
                if (!OPERATORS.contains(value)) {
                    throw new FormulaException("the sign " + value + ", which formulas do not know");
                }
                yield new Formula.Node.Operation(value, parameters);
            }
            default -> throw new FormulaException("“" + value + "”, which formulas do not know");
        };
    }

    private static Formula.Node call(String name, List<Formula.Node> arguments) throws FormulaException {
        Function function = Function.valueOf(name.toUpperCase(Locale.ROOT));
        if (arguments.size() < function.fewest || arguments.size() > function.most) {
            throw new FormulaException("the function %s with %d values, where %s are expected"
                    .formatted(
                            function.written(),
                            arguments.size(),
                            function.fewest == function.most
                                    ? String.valueOf(function.fewest)
                                    : function.fewest + " to " + function.most));
        }
        return new Formula.Node.Call(function, arguments);
    }

    @SuppressWarnings("unchecked")
    private static ExpressionConfiguration configuration() {
        return ExpressionConfiguration.builder()
                .functionDictionary(MapBasedFunctionDictionary.ofFunctions(Arrays.stream(Function.values())
                        .map(function -> Map.entry(function.written(), new KnownByName()))
                        .toArray(Map.Entry[]::new)))
                // -3^2 is -9, as everywhere in mathematics.
                .powerOfPrecedence(OperatorIfc.OPERATOR_PRECEDENCE_POWER_HIGHER)
                .defaultConstants(Map.of())
                .arraysAllowed(false)
                .structuresAllowed(false)
                .maxRecursionDepth(Formula.MAX_LENGTH)
                .build();
    }

    /** Tells the parser that a name is a function; its values are counted and its result calculated by ours. */
    @FunctionParameter(name = "values", isVarArg = true)
    private static final class KnownByName extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token functionToken, EvaluationValue... values) {
            throw new UnsupportedOperationException("formulas are calculated by Formula");
        }
    }
}
