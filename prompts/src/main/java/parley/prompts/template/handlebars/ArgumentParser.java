package parley.prompts.template.handlebars;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Said;
import parley.prompts.template.handlebars.TagScanner.Kind;
import parley.prompts.template.handlebars.TagScanner.Token;

/** Reads what stands in a tag: names, paths, texts, arguments. Used for one tag. */
final class ArgumentParser {

    /** The deepest nesting of brackets. */
    private static final int MAX_BRACKETS = 20;

    /** The most arguments of a tag. */
    private static final int MAX_ARGUMENTS = 100;

    private final TagScanner scanner;
    private boolean goesUp;
    private int brackets;
    private int arguments;

    ArgumentParser(TagScanner scanner) {
        this.scanner = scanner;
    }

    boolean goesUp() {
        return goesUp;
    }

    /** A name and its arguments. */
    Expression.Call call() {
        Expression.Path callee = callee();
        return new Expression.Call(callee, params(), hash(), callee.offset());
    }

    /** What is called or printed; a text or number in its place is the name of a variable. */
    Expression.Path callee() {
        return switch (helperName()) {
            case Expression.Path path -> path;
            case Expression.Literal literal ->
                new Expression.Path(
                        false,
                        0,
                        false,
                        List.of(JsValue.textWithNothing(literal.value())),
                        JsValue.textWithNothing(literal.value()),
                        literal.offset());
            case Expression.Call call -> throw unexpected(scanner.token(), call.offset());
        };
    }

    /** A partial's name, or the brackets that work it out. */
    Expression partialName() {
        return scanner.token().kind() == Kind.OPEN_BRACKET ? bracketed() : helperName();
    }

    List<Expression> params() {
        List<Expression> params = new ArrayList<>();
        while (startsValue(scanner.token().kind()) && !startsHash()) {
            params.add(param());
        }
        return params;
    }

    List<Expression.Named> hash() {
        List<Expression.Named> hash = new ArrayList<>();
        while (startsHash()) {
            Token name = scanner.take();
            scanner.take();
            if (!startsValue(scanner.token().kind())) {
                throw unexpected(scanner.token(), scanner.token().offset());
            }
            hash.add(new Expression.Named(name.text(), param()));
        }
        if (startsValue(scanner.token().kind())) {
            throw new BodyProblem(
                    scanner.token().offset(), "an argument stands after a name=value", "put it before the names");
        }
        return hash;
    }

    /** The names between bars of {@code as |a b|}; empty when there are none. */
    List<String> blockParams() {
        List<String> names = new ArrayList<>();
        if (scanner.token().kind() == Kind.AS_BAR) {
            int offset = scanner.take().offset();
            while (scanner.token().kind() == Kind.NAME || scanner.token().kind() == Kind.BRACKETED_NAME) {
                names.add(scanner.take().text());
            }
            if (scanner.token().kind() != Kind.BAR || names.isEmpty()) {
                throw new BodyProblem(offset, "the names after 'as' are malformed", "write as |name| or as |a b|");
            }
            scanner.take();
        }
        return names;
    }

    /** Only a look ahead tells an argument from a {@code name=value}. */
    private boolean startsHash() {
        Token token = scanner.token();
        return (token.kind() == Kind.NAME || token.kind() == Kind.BRACKETED_NAME) && scanner.isBeforeEquals(token);
    }

    private static boolean startsValue(Kind kind) {
        return switch (kind) {
            case NAME, BRACKETED_NAME, TEXT, NUMBER, TRUE, FALSE, NULL, UNDEFINED, AT, OPEN_BRACKET -> true;
            case SEPARATOR, EQUALS, CLOSE_BRACKET, AS_BAR, BAR, CLOSE, CLOSE_TRIPLE, CLOSE_RAW -> false;
        };
    }

    private Expression param() {
        if (++arguments > MAX_ARGUMENTS) {
            throw new BodyProblem(
                    scanner.token().offset(), Said.of("the tag has more than {} arguments", MAX_ARGUMENTS), "split it");
        }
        return scanner.token().kind() == Kind.OPEN_BRACKET ? bracketed() : helperName();
    }

    private Expression.Call bracketed() {
        Token open = scanner.take();
        if (++brackets > MAX_BRACKETS) {
            throw new BodyProblem(open.offset(), "the brackets are nested too deeply", "flatten them");
        }
        Expression.Call call = call();
        if (scanner.token().kind() != Kind.CLOSE_BRACKET) {
            throw new BodyProblem(open.offset(), "the bracket is not closed", "end it with )");
        }
        scanner.take();
        brackets--;
        return new Expression.Call(call.callee(), call.params(), call.hash(), open.offset());
    }

    private Expression helperName() {
        Token token = scanner.token();
        return switch (token.kind()) {
            case NAME, BRACKETED_NAME -> path(false, token.offset());
            case AT -> {
                scanner.take();
                yield path(true, token.offset());
            }
            case TEXT -> new Expression.Literal(scanner.take().text(), token.offset());
            case NUMBER -> new Expression.Literal(number(scanner.take().text()), token.offset());
            case TRUE -> literal(true);
            case FALSE -> literal(false);
            case NULL -> literal(null);
            case UNDEFINED -> literal(JsValue.UNDEFINED);
            case SEPARATOR, EQUALS, OPEN_BRACKET, CLOSE_BRACKET, AS_BAR, BAR, CLOSE, CLOSE_TRIPLE, CLOSE_RAW ->
                throw unexpected(token, token.offset());
        };
    }

    private Expression.Literal literal(@Nullable Object value) {
        return new Expression.Literal(value, scanner.take().offset());
    }

    private Expression.Path path(boolean data, int offset) {
        List<String> parts = new ArrayList<>();
        StringBuilder written = new StringBuilder(data ? "@" : "");
        int depth = 0;
        boolean scoped = false;
        while (true) {
            Token part = scanner.token();
            if (part.kind() == Kind.NUMBER && written.length() > 1) {
                scanner.take();
                parts.add(part.text());
                written.append(part.text());
            } else if (part.kind() == Kind.BRACKETED_NAME) {
                scanner.take();
                parts.add(part.text());
                written.append(part.text());
            } else if (part.kind() == Kind.NAME || (isWord(part.kind()) && written.length() > 1)) {
                scanner.take();
                written.append(part.text());
                boolean up = part.text().equals("..");
                if (up || part.text().equals(".") || part.text().equals("this")) {
                    if (!parts.isEmpty()) {
                        throw new BodyProblem(
                                offset,
                                Said.of("the path {} is malformed", written),
                                "put ../ and this at its beginning");
                    }
                    scoped = true;
                    depth += up ? 1 : 0;
                } else {
                    parts.add(part.text());
                }
            } else {
                throw unexpected(part, part.offset());
            }
            if (scanner.token().kind() != Kind.SEPARATOR) {
                break;
            }
            written.append(scanner.take().text());
        }
        goesUp |= !data && depth > 0;
        return new Expression.Path(data, depth, scoped, parts, written.toString(), offset);
    }

    private static boolean isWord(Kind kind) {
        return kind == Kind.TRUE || kind == Kind.FALSE || kind == Kind.NULL || kind == Kind.UNDEFINED;
    }

    private static Object number(String text) {
        if (text.indexOf('.') >= 0 || text.length() > 18) {
            return Double.valueOf(text.length() > 100 ? text.substring(0, 100) : text);
        }
        return new BigInteger(text).longValueExact();
    }

    private static BodyProblem unexpected(Token token, int offset) {
        boolean end = token.kind() == Kind.CLOSE || token.kind() == Kind.CLOSE_TRIPLE || token.kind() == Kind.CLOSE_RAW;
        return new BodyProblem(
                offset,
                end ? "the tag says nothing" : Said.of("the {} cannot stand here", token.text()),
                "write a name, or a helper with its arguments");
    }
}
