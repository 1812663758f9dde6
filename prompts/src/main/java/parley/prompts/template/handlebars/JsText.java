package parley.prompts.template.handlebars;

/** White space as JavaScript's {@code \s} and {@code trim} understand it, which differs from Java's. */
public final class JsText {

    private JsText() {}

    /** Whether the character is white space or ends a line (ECMA-262, WhiteSpace and LineTerminator). */
    public static boolean isSpace(char c) {
        return switch (c) {
            case ' ', '\t', '\n', '\r', '\u000B', '\f', '\u00A0', '\uFEFF', '\u2028', '\u2029' -> true;
            default -> c > 127 && Character.getType(c) == Character.SPACE_SEPARATOR;
        };
    }

    /** Whether the text is empty or white space alone. */
    public static boolean isBlank(String text) {
        return afterSpaces(text, 0) == text.length();
    }

    /** The text without white space at its ends. */
    public static String trim(String text) {
        int from = afterSpaces(text, 0);
        int to = text.length();
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static int afterSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
