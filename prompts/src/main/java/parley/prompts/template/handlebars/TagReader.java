package parley.prompts.template.handlebars;

import java.util.List;
import parley.prompts.source.Said;
import parley.prompts.template.handlebars.Node.Strip;
import parley.prompts.template.handlebars.TagScanner.Kind;
import parley.prompts.template.handlebars.TagScanner.Token;

/** Reads single tags, and raw blocks whole, for a {@link BodyParser}, which puts them together. Used by one thread. */
final class TagReader {

    /** The tag that opens a block. */
    record Opening(Expression.Call call, List<String> blockParams, Strip strip, int offset) {}

    /** The tag that closes one. */
    record Closing(String name, Strip strip) {}

    /** The tag that opens a partial's block. */
    record PartialOpening(Node.PartialCall call, Strip strip) {}

    private final String source;
    private int end;
    private boolean goesUp;

    TagReader(String source) {
        this.source = source;
    }

    /** Where the tag ended that was read last. */
    int end() {
        return end;
    }

    /** Whether a path of any tag goes up by {@code ../}. */
    boolean goesUp() {
        return goesUp;
    }

    Node comment(int open, int inside, boolean before) {
        boolean dashed = source.startsWith("!--", inside);
        int found = inside + 1;
        while (true) {
            found = source.indexOf(dashed ? "--" : "}}", found);
            if (found < 0) {
                throw new BodyProblem(
                        open, "the comment is not closed", dashed ? "end it with --}}" : "end it with }}");
            }
            if (!dashed) {
                boolean after = source.charAt(found - 1) == '~' && found - 1 > inside;
                end = found + 2;
                return new Node.Comment(new Strip(before, after), open);
            }
            boolean after = source.startsWith("~", found + 2);
            if (source.startsWith("}}", after ? found + 3 : found + 2)) {
                end = found + (after ? 5 : 4);
                return new Node.Comment(new Strip(before, after), open);
            }
            found++;
        }
    }

    Node mustache(int open, int inside, boolean before) {
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

    Node rawBlock(int open) {
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
        int found = from;
        while (true) {
            found = source.indexOf("{{{{", found);
            if (found < 0) {
                throw new BodyProblem(
                        BodyProblem.Kind.BLOCK,
                        open,
                        Said.of("the block {} is not closed", call.written()),
                        Said.of("end it with {{{{/{}}}}}", call.written()));
            }
            boolean closes = source.startsWith("/", found + 4);
            depth += closes ? -1 : 1;
            if (depth == 0) {
                break;
            }
            found += 4;
        }
        String closing = "{{{{/" + call.written() + "}}}}";
        if (!source.startsWith(closing, found)) {
            throw new BodyProblem(
                    BodyProblem.Kind.BLOCK,
                    found,
                    Said.of("the raw block {} is open here", call.written()),
                    Said.of("end it with {}", closing));
        }
        end = found + closing.length();
        List<Node> inner =
                found > from ? List.of(new Node.Content(source.substring(from, found), from)) : List.<Node>of();
        return new Node.Block(
                call, Node.Program.of(inner, List.of(), false), null, Strip.NONE, Strip.NONE, Strip.NONE, open);
    }

    Node partial(int open, int inside, boolean before) {
        TagScanner scanner = new TagScanner(source, inside);
        Node.PartialCall call = partialCall(scanner);
        return new Node.Partial(call, new Strip(before, close(scanner, false)), open);
    }

    PartialOpening partialOpening(int inside, boolean before) {
        TagScanner scanner = new TagScanner(source, inside);
        Node.PartialCall call = partialCall(scanner);
        return new PartialOpening(call, new Strip(before, close(scanner, false)));
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

    Opening opening(int open, int inside, boolean before) {
        TagScanner scanner = new TagScanner(source, inside);
        ArgumentParser arguments = new ArgumentParser(scanner);
        Expression.Call call = arguments.call();
        List<String> blockParams = arguments.blockParams();
        goesUp |= arguments.goesUp();
        return new Opening(call, blockParams, new Strip(before, close(scanner, false)), open);
    }

    Closing closing(int inside, boolean before) {
        TagScanner scanner = new TagScanner(source, inside);
        String name = new ArgumentParser(scanner).callee().written();
        return new Closing(name, new Strip(before, close(scanner, false)));
    }

    /** Ends a tag; tells whether it drops the white space after it. */
    private boolean close(TagScanner scanner, boolean triple) {
        Token token = scanner.token();
        if (token.kind() != (triple ? Kind.CLOSE_TRIPLE : Kind.CLOSE)) {
            throw new BodyProblem(
                    token.offset(),
                    Said.of("the tag should end before {}", token.text()),
                    Said.of("close it with {}", triple ? "}}}" : "}}"));
        }
        end = token.end();
        return token.text().contains("~");
    }
}
