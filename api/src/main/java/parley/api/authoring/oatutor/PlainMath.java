package parley.api.authoring.oatutor;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OATutor's texts, with LaTeX between {@code $$}, as plain text that a learner could type and hear: {@code
 * $$\frac{3}{4}x^{2}$$} becomes {@code 3/4 x^2}. What has no such form is refused with its reason.
 */
final class PlainMath {

    /** Why a text has no plain form; words for the report. */
    static final class NoPlainForm extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reason;

        NoPlainForm(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    private static final int MAX_LENGTH = 6_000;
    private static final int MAX_DEPTH = 20;

    private static final Pattern MATHS = Pattern.compile("\\$\\$(.*?)\\$\\$", Pattern.DOTALL);
    private static final Pattern FIGURE = Pattern.compile("##[^#\\s]+##|!\\[[^\\]]*]\\(|<img");
    private static final Pattern SIMPLE = Pattern.compile("[0-9.]+|[A-Za-z]");

    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("cdot", "*"),
            Map.entry("times", "*"),
            Map.entry("ast", "*"),
            Map.entry("div", "/"),
            Map.entry("le", "<="),
            Map.entry("leq", "<="),
            Map.entry("ge", ">="),
            Map.entry("geq", ">="),
            Map.entry("ne", "!="),
            Map.entry("neq", "!="),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("pm", "±"),
            Map.entry("pi", "π"),
            Map.entry("infty", "∞"),
            Map.entry("circ", "°"),
            Map.entry("approx", "≈"),
            Map.entry("cup", "∪"),
            Map.entry("ldots", "…"),
            Map.entry("dots", "…"),
            Map.entry("rightarrow", "→"),
            Map.entry("to", "→"),
            Map.entry("quad", " "),
            Map.entry("left", ""),
            Map.entry("right", ""),
            Map.entry("displaystyle", ""),
            Map.entry("lbrace", "{"),
            Map.entry("rbrace", "}"),
            Map.entry("sin", "sin"),
            Map.entry("cos", "cos"),
            Map.entry("tan", "tan"),
            Map.entry("log", "log"),
            Map.entry("ln", "ln"));

    private static final Set<String> TEXTS =
            Set.of("text", "textrm", "mathrm", "textbf", "mathbf", "mbox", "operatorname");
    private static final Set<String> FRACTIONS = Set.of("frac", "dfrac", "tfrac");

    private final String source;
    private int at;

    private PlainMath(String source) {
        this.source = source;
    }

    /** A text with LaTeX in it. */
    static String of(String text) throws NoPlainForm {
        if (text.length() > MAX_LENGTH) {
            throw new NoPlainForm("a text is longer than " + MAX_LENGTH + " characters");
        }
        if (FIGURE.matcher(text).find()) {
            throw new NoPlainForm("it needs a picture");
        }
        Matcher maths = MATHS.matcher(text);
        StringBuilder plain = new StringBuilder();
        int end = 0;
        while (maths.find()) {
            plain.append(words(text.substring(end, maths.start())));
            plain.append(new PlainMath(maths.group(1)).sequence(0, false).strip());
            end = maths.end();
        }
        plain.append(words(text.substring(end)));
        String result = plain.toString().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (result.contains("[[") || result.contains("$$")) {
            throw new NoPlainForm("it has a matrix or broken LaTeX");
        }
        return result;
    }

    private static String words(String text) {
        return text.replace("\\n", " ").replace("\\$", "$").replace("\\%", "%").replaceAll("</?[a-z]+ ?/?>", " ");
    }

    private String sequence(int depth, boolean untilBrace) throws NoPlainForm {
        if (depth > MAX_DEPTH) {
            throw new NoPlainForm("its LaTeX is nested too deeply");
        }
        StringBuilder out = new StringBuilder();
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '}') {
                if (!untilBrace) {
                    throw new NoPlainForm("it has broken LaTeX");
                }
                at++;
                return out.toString();
            }
            at++;
            switch (c) {
                case '{' -> out.append(sequence(depth + 1, true));
                case '\\' -> command(out, depth);
                case '^' -> {
                    String power = argument(depth);
                    out.append("°".equals(power.strip()) ? "°" : "^" + bracketed(power));
                }
                case '_' -> out.append(argument(depth));
                case '&' -> throw new NoPlainForm("it has a table or matrix");
                case '~' -> out.append(' ');
                default -> out.append(c);
            }
        }
        if (untilBrace) {
            throw new NoPlainForm("it has broken LaTeX");
        }
        return out.toString();
    }

    private void command(StringBuilder out, int depth) throws NoPlainForm {
        int begin = at;
        while (at < source.length() && Character.isLetter(source.charAt(at))) {
            at++;
        }
        String name = source.substring(begin, at);
        if (name.isEmpty()) {
            // \, \; \! are spaces; \$ \% \{ stand for themselves; \\ begins a new line.
            char sign = at < source.length() ? source.charAt(at++) : ' ';
            out.append("$%{}#&_".indexOf(sign) >= 0 ? String.valueOf(sign) : " ");
        } else if (FRACTIONS.contains(name)) {
            String above = bracketed(argument(depth));
            String below = bracketed(argument(depth));
            boolean mixed = !out.isEmpty() && Character.isLetterOrDigit(out.charAt(out.length() - 1));
            out.append(mixed ? " " : "").append(above).append('/').append(below);
            if (at < source.length() && Character.isLetterOrDigit(source.charAt(at))) {
                out.append(' ');
            }
        } else if ("sqrt".equals(name)) {
            if (at < source.length() && source.charAt(at) == '[') {
                throw new NoPlainForm("it has a root of another degree than two");
            }
            out.append("sqrt(").append(argument(depth).strip()).append(')');
        } else if (TEXTS.contains(name)) {
            out.append(argument(depth));
        } else {
            String symbol = SYMBOLS.get(name);
            if (symbol == null) {
                throw new NoPlainForm("it has \\" + name + ", which has no plain form");
            }
            out.append(symbol);
        }
    }

    /** What a command or sign applies to: a group in braces, a command, or one character. */
    private String argument(int depth) throws NoPlainForm {
        while (at < source.length() && source.charAt(at) == ' ') {
            at++;
        }
        if (at >= source.length()) {
            throw new NoPlainForm("it has broken LaTeX");
        }
        char c = source.charAt(at++);
        if (c == '{') {
            return sequence(depth + 1, true);
        }
        if (c == '\\') {
            StringBuilder out = new StringBuilder();
            command(out, depth + 1);
            return out.toString();
        }
        return String.valueOf(c);
    }

    private static String bracketed(String argument) {
        String term = argument.strip();
        return SIMPLE.matcher(term).matches() ? term : "(" + term + ")";
    }
}
