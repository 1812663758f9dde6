package parley.prompts.template.handlebars;

import parley.prompts.source.Said;

/** Cuts the inside of a tag into tokens, by the lexical rules of handlebars.js. Used by one parser. */
final class TagScanner {

    /** What a token is. */
    enum Kind {
        NAME,
        BRACKETED_NAME,
        TEXT,
        NUMBER,
        TRUE,
        FALSE,
        NULL,
        UNDEFINED,
        AT,
        SEPARATOR,
        EQUALS,
        OPEN_BRACKET,
        CLOSE_BRACKET,
        AS_BAR,
        BAR,
        CLOSE,
        CLOSE_TRIPLE,
        CLOSE_RAW
    }

    /**
     * A token.
     *
     * @param text its meaning: a text without its quotes, a name without its square brackets
     * @param end the place behind it
     */
    record Token(Kind kind, String text, int offset, int end) {}

    private static final String NOT_IN_NAMES = "!\"#%&'()*+,./;<=>@[\\]^`{|}~";

    private final String source;
    private Token token;

    TagScanner(String source, int offset) {
        this.source = source;
        this.token = read(offset);
    }

    /** The token at hand. */
    Token token() {
        return token;
    }

    /** Takes the token at hand and goes on to the next. */
    Token take() {
        Token taken = token;
        if (taken.kind() != Kind.CLOSE && taken.kind() != Kind.CLOSE_TRIPLE && taken.kind() != Kind.CLOSE_RAW) {
            token = read(taken.end());
        }
        return taken;
    }

    /** Whether an equals sign comes after the token, which must be the one at hand. */
    boolean isBeforeEquals(Token name) {
        int next = JsText.afterSpaces(source, name.end());
        return next < source.length() && source.charAt(next) == '=';
    }

    private Token read(int from) {
        int at = JsText.afterSpaces(source, from);
        if (at >= source.length()) {
            throw new BodyProblem(from, "the tag is not closed", "end it with }}");
        }
        if (source.startsWith("}}}}", at)) {
            return new Token(Kind.CLOSE_RAW, "}}}}", at, at + 4);
        }
        if (source.startsWith("}}}", at)) {
            return new Token(Kind.CLOSE_TRIPLE, "}}}", at, at + 3);
        }
        if (source.startsWith("}~}}", at)) {
            return new Token(Kind.CLOSE_TRIPLE, "}~}}", at, at + 4);
        }
        if (source.startsWith("}}", at)) {
            return new Token(Kind.CLOSE, "}}", at, at + 2);
        }
        if (source.startsWith("~}}", at)) {
            return new Token(Kind.CLOSE, "~}}", at, at + 3);
        }
        char c = source.charAt(at);
        return switch (c) {
            case '(' -> new Token(Kind.OPEN_BRACKET, "(", at, at + 1);
            case ')' -> new Token(Kind.CLOSE_BRACKET, ")", at, at + 1);
            case '=' -> new Token(Kind.EQUALS, "=", at, at + 1);
            case '@' -> new Token(Kind.AT, "@", at, at + 1);
            case '|' -> new Token(Kind.BAR, "|", at, at + 1);
            case '/' -> new Token(Kind.SEPARATOR, "/", at, at + 1);
            case '.' -> dot(at);
            case '"', '\'' -> text(at, c);
            case '[' -> bracketed(at);
            default -> word(at);
        };
    }

    private Token dot(int at) {
        if (source.startsWith("..", at)) {
            return new Token(Kind.NAME, "..", at, at + 2);
        }
        boolean alone = endsName(at + 1, "=~}/.)|]");
        return new Token(alone ? Kind.NAME : Kind.SEPARATOR, ".", at, at + 1);
    }

    private Token text(int at, char quote) {
        StringBuilder text = new StringBuilder();
        for (int i = at + 1; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\' && i + 1 < source.length() && source.charAt(i + 1) == quote && hasQuoteAfter(i + 2, quote)) {
                text.append(quote);
                i++;
            } else if (c == quote) {
                return new Token(Kind.TEXT, text.toString(), at, i + 1);
            } else {
                text.append(c);
            }
        }
        throw new BodyProblem(at, "the quoted text is not closed", Said.of("end it with {}", quote));
    }

    private boolean hasQuoteAfter(int from, char quote) {
        return source.indexOf(quote, from) >= 0;
    }

    private Token bracketed(int at) {
        StringBuilder name = new StringBuilder();
        for (int i = at + 1; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\' && i + 1 < source.length() && (source.charAt(i + 1) == ']' || source.charAt(i + 1) == '\\')) {
                name.append(source.charAt(++i));
            } else if (c == ']') {
                return new Token(Kind.BRACKETED_NAME, name.toString(), at, i + 1);
            } else {
                name.append(c);
            }
        }
        throw new BodyProblem(at, "the name in [ ] is not closed", "end it with ]");
    }

    private Token word(int at) {
        int end = at;
        while (end < source.length() && !JsText.isSpace(source.charAt(end)) && isOfName(source.charAt(end))) {
            end++;
        }
        if (source.startsWith("as", at)) {
            int bar = JsText.afterSpaces(source, at + 2);
            if (end == at + 2 && bar > end && bar < source.length() && source.charAt(bar) == '|') {
                return new Token(Kind.AS_BAR, "as |", at, bar + 1);
            }
        }
        int number = numberEnd(at);
        if (number > at && endsName(number, "~})")) {
            return new Token(Kind.NUMBER, source.substring(at, number), at, number);
        }
        if (end == at || !endsName(end, "=~}/.)|]")) {
            int bad = Math.min(end, source.length() - 1);
            throw new BodyProblem(
                    bad,
                    Said.of("the character {} cannot stand here", shown(source.codePointAt(bad))),
                    "quote a text, or write a name with such characters in [ ]");
        }
        String word = source.substring(at, end);
        Kind kind = switch (word) {
            case "true" -> Kind.TRUE;
            case "false" -> Kind.FALSE;
            case "null" -> Kind.NULL;
            case "undefined" -> Kind.UNDEFINED;
            default -> Kind.NAME;
        };
        return new Token(kind == Kind.NAME || endsName(end, "~})") ? kind : Kind.NAME, word, at, end);
    }

    private int numberEnd(int at) {
        int end = at < source.length() && source.charAt(at) == '-' ? at + 1 : at;
        int digits = end;
        while (end < source.length() && isDigit(source.charAt(end))) {
            end++;
        }
        if (end == digits) {
            return at;
        }
        if (end + 1 < source.length() && source.charAt(end) == '.' && isDigit(source.charAt(end + 1))) {
            end += 2;
            while (end < source.length() && isDigit(source.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private boolean endsName(int end, String marks) {
        if (end >= source.length()) {
            return false;
        }
        char c = source.charAt(end);
        return JsText.isSpace(c) || marks.indexOf(c) >= 0;
    }

    static boolean isOfName(char c) {
        return NOT_IN_NAMES.indexOf(c) < 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String shown(int codePoint) {
        return codePoint < 0x20 || codePoint > 0x7e ? "U+%04X".formatted(codePoint) : Character.toString(codePoint);
    }
}
