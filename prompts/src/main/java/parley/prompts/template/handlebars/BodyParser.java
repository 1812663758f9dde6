package parley.prompts.template.handlebars;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Said;
import parley.prompts.template.handlebars.Node.Strip;

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
        record ElseBlock(TagReader.Opening opening) implements End {}
    }

    private final String source;
    private final TagReader reader;
    private int at;
    private int tags;

    /** How many escaped tags stand before the place at hand: their text is content, not a tag. */
    private boolean escaped;

    BodyParser(String source) {
        this.source = source;
        this.reader = new TagReader(source);
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
                throw new BodyProblem(
                        BodyProblem.Kind.BLOCK,
                        close.offset(),
                        Said.of("{{/{}}} closes no block", close.name()),
                        CLOSE_HINT);
            case End.Else middle ->
                throw new BodyProblem(
                        BodyProblem.Kind.BLOCK, middle.offset(), "{{else}} stands in no block", CLOSE_HINT);
            case End.ElseBlock middle ->
                throw new BodyProblem(
                        BodyProblem.Kind.BLOCK, middle.opening().offset(), "{{else}} stands in no block", CLOSE_HINT);
        }
        return Node.Program.of(body, List.of(), false);
    }

    /** Whether a path of the body goes up by {@code ../}. */
    boolean goesUp() {
        return reader.goesUp();
    }

    /** Goes on behind a tag that was read. */
    private <T> T read(T tag) {
        at = reader.end();
        return tag;
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
            throw new BodyProblem(open, Said.of("the body has more than {} tags", MAX_TAGS), "split it into partials");
        }
        if (source.startsWith("{{{{", open)) {
            body.add(read(reader.rawBlock(open)));
            return null;
        }
        boolean before = source.startsWith("~", open + 2);
        int inside = open + (before ? 3 : 2);
        if (source.startsWith("!", inside)) {
            body.add(read(reader.comment(open, inside, before)));
            return null;
        }
        if (source.startsWith(">", inside)) {
            body.add(read(reader.partial(open, inside + 1, before)));
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
            body.add(block(read(reader.opening(open, inside + 1, before)), false, depth));
            return null;
        }
        if (source.startsWith("/", inside)) {
            TagReader.Closing close = read(reader.closing(inside + 1, before));
            return new End.OfBlock(close.name(), close.strip(), open);
        }
        End.Else alone = alone(open, inside, before);
        if (alone != null) {
            return alone;
        }
        if (source.startsWith("^", inside)) {
            body.add(block(read(reader.opening(open, inside + 1, before)), true, depth));
            return null;
        }
        int word = JsText.afterSpaces(source, inside);
        if (source.startsWith("else", word) && !isWordChar(word + 4)) {
            return new End.ElseBlock(read(reader.opening(open, word + 4, before)));
        }
        body.add(read(reader.mustache(open, inside, before)));
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

    private Node partialBlock(int open, int inside, boolean before, int depth) {
        TagReader.PartialOpening opening = reader.partialOpening(inside, before);
        at = reader.end();
        Node.PartialCall call = opening.call();
        String name = call.name().written();
        List<Node> body = new ArrayList<>();
        End.OfBlock end = simpleEnd(name, body, open, depth);
        return new Node.PartialBlock(call, Node.Program.of(body, List.of(), false), opening.strip(), end.strip(), open);
    }

    private Node inline(int open, int inside, boolean before, int depth) {
        TagReader.Opening opening = reader.opening(open, inside, before);
        at = reader.end();
        Expression.Call call = opening.call();
        if (!call.written().equals("inline")
                || call.params().size() != 1
                || !(call.params().getFirst() instanceof Expression.Literal name)) {
            throw new BodyProblem(open, "there is no such decorator", "write {{#*inline \"name\"}}");
        }
        List<Node> body = new ArrayList<>();
        End.OfBlock end = simpleEnd("inline", body, open, depth);
        Node.Program program = Node.Program.of(body, List.of(), false);
        return new Node.Inline(JsValue.textWithNothing(name.value()), program, opening.strip(), end.strip(), open);
    }

    private End.OfBlock simpleEnd(String name, List<Node> body, int open, int depth) {
        deeper(open, depth);
        return switch (statements(body, depth + 1)) {
            case End.OfBlock close when close.name().equals(name) -> close;
            case End.OfBlock close -> throw mismatch(name, close);
            case End.OfBody ignored -> throw unclosed(name, open);
            case End.Else middle ->
                throw new BodyProblem(
                        BodyProblem.Kind.BLOCK, middle.offset(), "no {{else}} can stand here", CLOSE_HINT);
            case End.ElseBlock middle ->
                throw new BodyProblem(
                        BodyProblem.Kind.BLOCK, middle.opening().offset(), "no {{else}} can stand here", CLOSE_HINT);
        };
    }

    private Node.Block block(TagReader.Opening opening, boolean inverted, int depth) {
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
                            BodyProblem.Kind.BLOCK,
                            opening.offset(),
                            Said.of("the block {} has a second {{else}}", name),
                            "remove one of them");
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

    private Chained chained(TagReader.Opening opening, int depth) {
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
                    BodyProblem.Kind.BLOCK,
                    offset,
                    Said.of("the body is nested deeper than {} blocks", MAX_BLOCK_DEPTH),
                    "flatten its blocks");
        }
    }

    private static BodyProblem mismatch(String name, End.OfBlock close) {
        return new BodyProblem(
                BodyProblem.Kind.BLOCK,
                close.offset(),
                Said.of("{{/{}}} stands where {{/{}}} is expected", close.name(), name),
                CLOSE_HINT);
    }

    private static BodyProblem unclosed(String name, int offset) {
        return new BodyProblem(
                BodyProblem.Kind.BLOCK,
                offset,
                Said.of("the block {} is not closed", name),
                Said.of("end it with {{/{}}}", name));
    }
}
