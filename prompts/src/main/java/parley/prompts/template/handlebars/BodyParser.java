package parley.prompts.template.handlebars;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.prompts.template.handlebars.Node.Strip;
import parley.prompts.template.handlebars.TagScanner.Kind;
import parley.prompts.template.handlebars.TagScanner.Token;

/** Reads a body into its tree, by the grammar of handlebars.js 4.7. Used once, by one thread. */
final class BodyParser {

    /** The deepest nesting of blocks; a prompt needs about 5. */
    static final int MAX_BLOCK_DEPTH = 100;

    /** The most tags of a body. */
    static final int MAX_TAGS = 20_000;

    private static final String CLOSE_HINT = "check that every {{#block}} is closed in its turn";

    /** What ended a sequence of nodes. */
    private sealed interface End {
        /** The text's end. */
        record OfBody() implements End {}

        /** {@code {{/name}}}. */
        record OfBlock(String name, Strip strip, int offset) implements End {}

        /** {@code {{else}}} or {@code {{^}}}. */
        record Else(Strip strip, int offset) implements End {}

        /** {@code {{else helper …}}}. */
        record ElseBlock(Opening opening) implements End {}
    }

    /** The tag that opens a block. */
    private record Opening(Expression.Call call, List<String> blockParams, Strip strip, int offset) {}

    private final String source;
    private int at;
    private int tags;
    private boolean goesUp;

    /** How many escaped tags stand before the place at hand: their text is content, not a tag. */
    private boolean escaped;

    BodyParser(String source) {
        this.source = source;
    }

    /**
     * Reads the body.
     *
     * @throws BodyProblem at the first mistake
     */
    Node.Program parse() {
        List<Node> body = new ArrayList<>();
        End end = statements(body, 0);
        switch (end) {
            case End.OfBody ignored -> {}
            case End.OfBlock close ->
                throw new BodyProblem(close.offset(), "{{/" + close.name() + "}} closes no block", CLOSE_HINT);
            case End.Else middle -> throw new BodyProblem(middle.offset(), "{{else}} stands in no block", CLOSE_HINT);
            case End.ElseBlock middle ->
                throw new BodyProblem(middle.opening().offset(), "{{else}} stands in no block", CLOSE_HINT);
        }
        return Node.Program.of(body, List.of(), false);
    }

    /** Whether a path of the body goes up by {@code ../}. */
    boolean goesUp() {
        return goesUp;
    }

    private End statements(List<Node> body, int depth) {
        while (true) {
            content(body);
            if (at >= source.length()) {
                return new End.OfBody();
            }
            End end = tag(body, depth);
            if (end != null) {
                return end;
            }
        }
    }

    /** Reads text up to the next tag; a backslash before a tag makes it text, two make one backslash. */
    private void content(List<Node> body) {
        while (at < source.length()) {
            int from = at;
            if (escaped) {
                escaped = false;
                at = endOfEscaped(from + 2);
                body.add(new Node.Content(source.substring(from, at), from));
                continue;
            }
            int open = source.indexOf("{{", from);
            if (open < 0) {
                at = source.length();
                body.add(new Node.Content(source.substring(from), from));
                return;
            }
            int textEnd = open;
            if (endsWith(from, open, "\\\\")) {
                textEnd = open - 1;
            } else if (endsWith(from, open, "\\")) {
                textEnd = open - 1;
                escaped = true;
            }
            at = open;
            if (textEnd > from) {
                body.add(new Node.Content(source.substring(from, textEnd), from));
            }
            if (!escaped) {
                return;
            }
        }
    }

    private boolean endsWith(int from, int end, String text) {
        return end - from >= text.length() && source.startsWith(text, end - text.length());
    }

    /** The text of an escaped tag goes on to the next tag, escaped or not. */
    private int endOfEscaped(int from) {
        int open = source.indexOf("{{", Math.min(from, source.length()));
        if (open < 0) {
            return source.length();
        }
        int end = open;
        while (end > from && end > open - 2 && source.charAt(end - 1) == '\\') {
            end--;
        }
        return end;
    }

    private @Nullable End tag(List<Node> body, int depth) {
        int open = at;
        if (++tags > MAX_TAGS) {
            throw new BodyProblem(open, "the body has more than " + MAX_TAGS + " tags", "split it into partials");
        }
        if (source.startsWith("{{{{", open)) {
            body.add(rawBlock(open));
            return null;
        }
        boolean before = source.startsWith("~", open + 2);
        int inside = open + (before ? 3 : 2);
        if (source.startsWith("!", inside)) {
            body.add(comment(open, inside, before));
            return null;
        }
        if (source.startsWith(">", inside)) {
            body.add(partial(open, inside + 1, before));
            return null;
        }
        if (source.startsWith("#>", inside)) {
            body.add(partialBlock(open, inside + 2, before, depth));
            return null;
        }
        if (source.startsWith("#*", inside)) {
            body.add(inline(open, inside + 2, before, depth));
            return null;
        }
        if (source.startsWith("#", inside)) {
            body.add(block(opening(open, inside + 1, before), false, depth));
            return null;
        }
        if (source.startsWith("/", inside)) {
            return closing(open, inside + 1, before);
        }
        End.Else alone = alone(open, inside, before);
        if (alone != null) {
            return alone;
        }
        if (source.startsWith("^", inside)) {
            body.add(block(opening(open, inside + 1, before), true, depth));
            return null;
        }
        int word = JsText.afterSpaces(source, inside);
        if (source.startsWith("else", word) && !isWordChar(word + 4)) {
            return new End.ElseBlock(opening(open, word + 4, before));
        }
        body.add(mustache(open, inside, before));
        return null;
    }

    private End.@Nullable Else alone(int open, int inside, boolean before) {
        int word = JsText.afterSpaces(source, inside);
        int end;
        if (source.startsWith("^", inside)) {
            end = JsText.afterSpaces(source, inside + 1);
        } else if (source.startsWith("else", word)) {
            end = JsText.afterSpaces(source, word + 4);
        } else {
            return null;
        }
        boolean after = source.startsWith("~", end);
        if (!source.startsWith("}}", after ? end + 1 : end)) {
            return null;
        }
        at = end + (after ? 3 : 2);
        return new End.Else(new Strip(before, after), open);
    }

    private boolean isWordChar(int index) {
        if (index >= source.length()) {
            return false;
        }
        char c = source.charAt(index);
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private Node comment(int open, int inside, boolean before) {
        boolean dashed = source.startsWith("!--", inside);
        int end = inside + 1;
        while (true) {
            end = source.indexOf(dashed ? "--" : "}}", end);
            if (end < 0) {
                throw new BodyProblem(
                        open, "the comment is not closed", dashed ? "end it with --}}" : "end it with }}");
            }
            if (!dashed) {
                boolean after = source.charAt(end - 1) == '~' && end - 1 > inside;
                at = end + 2;
                return new Node.Comment(new Strip(before, after), open);
            }
            boolean after = source.startsWith("~", end + 2);
            if (source.startsWith("}}", after ? end + 3 : end + 2)) {
                at = end + (after ? 5 : 4);
                return new Node.Comment(new Strip(before, after), open);
            }
            end++;
        }
    }

    private Node mustache(int open, int inside, boolean before) {
        boolean triple = source.startsWith("{", inside);
        if (source.startsWith("*", inside)) {
            throw new BodyProblem(open, "there is no such decorator", "remove the *");
        }
        TagScanner scanner = new TagScanner(source, triple || source.startsWith("&", inside) ? inside + 1 : inside);
        ArgumentParser arguments = new ArgumentParser(scanner);
        Expression.Call call = arguments.call();
        goesUp |= arguments.goesUp();
        return new Node.Mustache(call, new Strip(before, close(scanner, triple)), open);
    }

    private Node rawBlock(int open) {
        TagScanner scanner = new TagScanner(source, open + 4);
        ArgumentParser arguments = new ArgumentParser(scanner);
        Expression.Call call = arguments.call();
        goesUp |= arguments.goesUp();
        Token close = scanner.token();
        if (close.kind() != Kind.CLOSE_RAW) {
            throw new BodyProblem(open, "the tag is not closed", "end it with }}}}");
        }
        int from = close.end();
        int depth = 1;
        int end = from;
        while (true) {
            end = source.indexOf("{{{{", end);
            if (end < 0) {
                throw new BodyProblem(
                        open,
                        "the block " + call.written() + " is not closed",
                        "end it with {{{{/" + call.written() + "}}}}");
            }
            boolean closes = source.startsWith("/", end + 4);
            depth += closes ? -1 : 1;
            if (depth == 0) {
                break;
            }
            end += 4;
        }
        String closing = "{{{{/" + call.written() + "}}}}";
        if (!source.startsWith(closing, end)) {
            throw new BodyProblem(end, "the raw block " + call.written() + " is open here", "end it with " + closing);
        }
        at = end + closing.length();
        List<Node> inner = end > from ? List.of(new Node.Content(source.substring(from, end), from)) : List.<Node>of();
        return new Node.Block(
                call, Node.Program.of(inner, List.of(), false), null, Strip.NONE, Strip.NONE, Strip.NONE, open);
    }

    private Node partial(int open, int inside, boolean before) {
        TagScanner scanner = new TagScanner(source, inside);
        Node.PartialCall call = partialCall(scanner);
        return new Node.Partial(call, new Strip(before, close(scanner, false)), open);
    }

    private Node partialBlock(int open, int inside, boolean before, int depth) {
        TagScanner scanner = new TagScanner(source, inside);
        Node.PartialCall call = partialCall(scanner);
        Strip opened = new Strip(before, close(scanner, false));
        String name = call.name().written();
        List<Node> body = new ArrayList<>();
        End.OfBlock end = simpleEnd(name, body, open, depth);
        return new Node.PartialBlock(call, Node.Program.of(body, List.of(), false), opened, end.strip(), open);
    }

    private Node.PartialCall partialCall(TagScanner scanner) {
        ArgumentParser arguments = new ArgumentParser(scanner);
        Expression name = arguments.partialName();
        List<Expression> params = arguments.params();
        List<Expression.Named> hash = arguments.hash();
        goesUp |= arguments.goesUp();
        if (params.size() > 1) {
            throw new BodyProblem(
                    params.get(1).offset(), "a partial takes one context at most", "give the rest as name=value");
        }
        return new Node.PartialCall(name, params, hash);
    }

    private Node inline(int open, int inside, boolean before, int depth) {
        TagScanner scanner = new TagScanner(source, inside);
        ArgumentParser arguments = new ArgumentParser(scanner);
        Expression.Call call = arguments.call();
        Strip opened = new Strip(before, close(scanner, false));
        if (!call.written().equals("inline")
                || call.params().size() != 1
                || !(call.params().getFirst() instanceof Expression.Literal name)) {
            throw new BodyProblem(open, "there is no such decorator", "write {{#*inline \"name\"}}");
        }
        List<Node> body = new ArrayList<>();
        End.OfBlock end = simpleEnd("inline", body, open, depth);
        Node.Program program = Node.Program.of(body, List.of(), false);
        return new Node.Inline(JsValue.textWithNothing(name.value()), program, opened, end.strip(), open);
    }

    private End.OfBlock simpleEnd(String name, List<Node> body, int open, int depth) {
        deeper(open, depth);
        return switch (statements(body, depth + 1)) {
            case End.OfBlock close when close.name().equals(name) -> close;
            case End.OfBlock close -> throw mismatch(name, close);
            case End.OfBody ignored -> throw unclosed(name, open);
            case End.Else middle -> throw new BodyProblem(middle.offset(), "no {{else}} can stand here", CLOSE_HINT);
            case End.ElseBlock middle ->
                throw new BodyProblem(middle.opening().offset(), "no {{else}} can stand here", CLOSE_HINT);
        };
    }

    private Opening opening(int open, int inside, boolean before) {
        TagScanner scanner = new TagScanner(source, inside);
        ArgumentParser arguments = new ArgumentParser(scanner);
        Expression.Call call = arguments.call();
        List<String> blockParams = arguments.blockParams();
        goesUp |= arguments.goesUp();
        return new Opening(call, blockParams, new Strip(before, close(scanner, false)), open);
    }

    private End.OfBlock closing(int open, int inside, boolean before) {
        TagScanner scanner = new TagScanner(source, inside);
        String name = new ArgumentParser(scanner).callee().written();
        return new End.OfBlock(name, new Strip(before, close(scanner, false)), open);
    }

    private Node.Block block(Opening opening, boolean inverted, int depth) {
        deeper(opening.offset(), depth);
        String name = opening.call().written();
        List<Node> body = new ArrayList<>();
        End end = statements(body, depth + 1);
        Node.Program first = Node.Program.of(body, opening.blockParams(), false);
        Node.Program second = null;
        Strip middle = Strip.NONE;
        int chain = 0;
        switch (end) {
            case End.Else half -> {
                middle = half.strip();
                List<Node> rest = new ArrayList<>();
                end = statements(rest, depth + 1);
                second = Node.Program.of(rest, List.of(), false);
            }
            case End.ElseBlock half -> {
                middle = half.opening().strip();
                Chained chained = chained(half.opening(), depth + 1);
                second = Node.Program.of(List.of(chained.block()), List.of(), true);
                end = chained.end();
                chain = 1;
            }
            case End.OfBlock ignored -> {}
            case End.OfBody ignored -> {}
        }
        if (!(end instanceof End.OfBlock close)) {
            throw end instanceof End.OfBody
                    ? unclosed(name, opening.offset())
                    : new BodyProblem(
                            opening.offset(), "the block " + name + " has a second {{else}}", "remove one of them");
        }
        if (!close.name().equals(name)) {
            throw mismatch(name, close);
        }
        if (chain == 1 && second != null && second.body().getFirst() instanceof Node.Block inner) {
            inner.close = close.strip();
        }
        return new Node.Block(
                opening.call(),
                inverted ? second : first,
                inverted ? first : second,
                opening.strip(),
                middle,
                close.strip(),
                opening.offset());
    }

    /** A block begun by {@code {{else helper}}}, and what ended the whole chain. */
    private record Chained(Node.Block block, End end) {}

    private Chained chained(Opening opening, int depth) {
        deeper(opening.offset(), depth);
        List<Node> body = new ArrayList<>();
        End end = statements(body, depth);
        Node.Program program = Node.Program.of(body, opening.blockParams(), false);
        Node.Program inverse = null;
        Strip middle = Strip.NONE;
        Strip close = Strip.NONE;
        switch (end) {
            case End.Else half -> {
                middle = half.strip();
                close = half.strip();
                List<Node> rest = new ArrayList<>();
                end = statements(rest, depth);
                inverse = Node.Program.of(rest, List.of(), false);
            }
            case End.ElseBlock half -> {
                middle = half.opening().strip();
                close = middle;
                Chained next = chained(half.opening(), depth + 1);
                next.block().close = middle;
                inverse = Node.Program.of(List.of(next.block()), List.of(), true);
                end = next.end();
            }
            case End.OfBlock ignored -> {}
            case End.OfBody ignored -> {}
        }
        return new Chained(
                new Node.Block(opening.call(), program, inverse, opening.strip(), middle, close, opening.offset()),
                end);
    }

    private static void deeper(int offset, int depth) {
        if (depth >= MAX_BLOCK_DEPTH) {
            throw new BodyProblem(
                    offset, "the body is nested deeper than " + MAX_BLOCK_DEPTH + " blocks", "flatten its blocks");
        }
    }

    private static BodyProblem mismatch(String name, End.OfBlock close) {
        return new BodyProblem(
                close.offset(), "{{/" + close.name() + "}} stands where {{/" + name + "}} is expected", CLOSE_HINT);
    }

    private static BodyProblem unclosed(String name, int offset) {
        return new BodyProblem(offset, "the block " + name + " is not closed", "end it with {{/" + name + "}}");
    }

    /** Ends a tag; tells whether it drops the white space after it. */
    private boolean close(TagScanner scanner, boolean triple) {
        Token token = scanner.token();
        if (token.kind() != (triple ? Kind.CLOSE_TRIPLE : Kind.CLOSE)) {
            throw new BodyProblem(
                    token.offset(),
                    "the tag should end before " + token.text(),
                    "close it with " + (triple ? "}}}" : "}}"));
        }
        at = token.end();
        return token.text().contains("~");
    }
}
