package parley.speech.speaking;

import java.util.Map;

/**
 * Formulas written in LaTeX, as one says them in English: {@code \frac{a}{b}^2} is "a over b squared". Pure.
 *
 * <p>Reads what school mathematics uses; an unknown command is read as its name. Numbers stay digits, for
 * {@link EnglishReading}. Nesting beyond {@value #MAX_DEPTH} is left out.
 */
final class FormulaReading {
    private static final int MAX_DEPTH = 12;

    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("times", "times"),
            Map.entry("cdot", "times"),
            Map.entry("ast", "times"),
            Map.entry("div", "divided by"),
            Map.entry("pm", "plus or minus"),
            Map.entry("le", "is at most"),
            Map.entry("leq", "is at most"),
            Map.entry("ge", "is at least"),
            Map.entry("geq", "is at least"),
            Map.entry("ne", "is not equal to"),
            Map.entry("neq", "is not equal to"),
            Map.entry("approx", "is about"),
            Map.entry("equiv", "is equivalent to"),
            Map.entry("lt", "is less than"),
            Map.entry("gt", "is greater than"),
            Map.entry("in", "in"),
            Map.entry("infty", "infinity"),
            Map.entry("to", "to"),
            Map.entry("rightarrow", "to"),
            Map.entry("Rightarrow", "so"),
            Map.entry("implies", "so"),
            Map.entry("circ", "degrees"),
            Map.entry("degree", "degrees"),
            Map.entry("sin", "sine of"),
            Map.entry("cos", "cosine of"),
            Map.entry("tan", "tangent of"),
            Map.entry("log", "log of"),
            Map.entry("ln", "natural log of"),
            Map.entry("sum", "the sum of"),
            Map.entry("prod", "the product of"),
            Map.entry("int", "the integral of"),
            Map.entry("lim", "the limit of"),
            Map.entry("ldots", "and so on"),
            Map.entry("dots", "and so on"),
            Map.entry("cdots", "and so on"),
            Map.entry("left", ""),
            Map.entry("right", ""),
            Map.entry("quad", ","),
            Map.entry("qquad", ","),
            Map.entry("displaystyle", ""));

    private static final Map<Character, String> SIGNS = Map.ofEntries(
            Map.entry('+', "plus"),
            Map.entry('-', "minus"),
            Map.entry('\u2212', "minus"),
            Map.entry('=', "equals"),
            Map.entry('*', "times"),
            Map.entry('/', "over"),
            Map.entry('<', "is less than"),
            Map.entry('>', "is greater than"),
            Map.entry('\'', "prime"),
            Map.entry('!', "factorial"),
            Map.entry('%', "percent"),
            Map.entry('|', ","),
            Map.entry('(', ","),
            Map.entry(')', ","),
            Map.entry('[', ","),
            Map.entry(']', ","),
            Map.entry('&', ""),
            Map.entry('~', ""));

    private final String formula;
    private int at;

    private FormulaReading(String formula) {
        this.formula = formula;
    }

    /** How {@code latex}, without its dollar signs, is said. */
    static String words(String latex) {
        String said = new FormulaReading(latex).group(0, (char) 0);
        return said.replaceAll("\\s+", " ")
                .replaceAll(" ?,[ ,]*", ", ")
                .replaceAll("^, |, $", "")
                .replaceAll(", (squared|cubed|to the power)", " $1")
                .strip();
    }

    private String group(int depth, char closing) {
        var said = new StringBuilder();
        while (at < formula.length()) {
            char c = formula.charAt(at);
            if (c == closing || c == '}') {
                at++;
                break;
            }
            said.append(' ').append(atom(depth));
        }
        return said.toString().strip();
    }

    private String atom(int depth) {
        char c = formula.charAt(at++);
        if (c == '{') {
            return depth < MAX_DEPTH ? group(depth + 1, '}') : "";
        }
        if (c == '\\') {
            return command(depth);
        }
        if (c == '^') {
            String power = argument(depth);
            return switch (power) {
                case "2" -> "squared";
                case "3" -> "cubed";
                case "degrees", "prime" -> power;
                default -> "to the power " + power;
            };
        }
        if (c == '_') {
            return argument(depth);
        }
        if (Character.isDigit(c)) {
            int start = at - 1;
            while (at < formula.length() && (Character.isDigit(formula.charAt(at)) || isPoint())) {
                at++;
            }
            return formula.substring(start, at);
        }
        String sign = SIGNS.get(c);
        return sign != null ? sign : Character.isWhitespace(c) ? "" : String.valueOf(c);
    }

    private boolean isPoint() {
        return (formula.charAt(at) == '.' || formula.charAt(at) == ',')
                && at + 1 < formula.length()
                && Character.isDigit(formula.charAt(at + 1));
    }

    /** What a command or sign applies to: a group, or the next sign alone. */
    private String argument(int depth) {
        while (at < formula.length() && formula.charAt(at) == ' ') {
            at++;
        }
        if (at >= formula.length() || depth >= MAX_DEPTH) {
            return "";
        }
        if (Character.isDigit(formula.charAt(at))) {
            return formula.substring(at, ++at);
        }
        return atom(depth + 1);
    }

    private String command(int depth) {
        int start = at;
        while (at < formula.length() && Character.isLetter(formula.charAt(at))) {
            at++;
        }
        if (at == start) {
            // "\," is a narrow space, "\{" a brace, "\\" the next line.
            char sign = at < formula.length() ? formula.charAt(at++) : ' ';
            return sign == '\\' || sign == '{' || sign == '}' ? "," : sign == '%' ? "percent" : "";
        }
        String name = formula.substring(start, at);
        return switch (name) {
            case "frac", "dfrac", "tfrac" -> argument(depth) + " over " + argument(depth);
            case "sqrt" -> root(depth);
            case "text", "mathrm", "mathbf", "textbf", "operatorname" -> literally();
            default -> COMMANDS.getOrDefault(name, name);
        };
    }

    private String root(int depth) {
        String which = "the square root of ";
        if (at < formula.length() && formula.charAt(at) == '[') {
            at++;
            String degree = group(depth + 1, ']');
            which = degree.equals("3") ? "the cube root of " : "the " + degree + "th root of ";
        }
        return which + argument(depth);
    }

    private String literally() {
        int open = formula.indexOf('{', at);
        int close = formula.indexOf('}', at);
        if (open != at || close < 0) {
            return "";
        }
        at = close + 1;
        return formula.substring(open + 1, close);
    }
}
