package parley.prompts.template.handlebars;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a body's tree. Only {@link StandaloneTags} changes one, before anyone else sees it; immutable from then on.
 */
sealed interface Node {

    /** Where it begins, in chars of the body. */
    int offset();

    /** The {@code ~} of a tag: whether white space before and after it is dropped. */
    record Strip(boolean before, boolean after) {
        static final Strip NONE = new Strip(false, false);
    }

    /** Text between tags. */
    final class Content implements Node {
        final String original;
        private final int offset;
        String text;
        boolean startDropped;
        boolean endDropped;

        Content(String text, int offset) {
            this.original = text;
            this.text = text;
            this.offset = offset;
        }

        @Override
        public int offset() {
            return offset;
        }
    }

    /** A tag that prints a value or calls a helper. */
    record Mustache(Expression.Call call, Strip strip, int offset) implements Node {}

    /** A comment. */
    record Comment(Strip strip, int offset) implements Node {}

    /** The name and arguments of a partial's call. */
    record PartialCall(Expression name, List<Expression> params, List<Expression.Named> hash) {
        /** The name where the template itself says it, null where it is worked out while rendering. */
        @Nullable
        String fixedName() {
            return switch (name) {
                case Expression.Literal literal -> JsValue.textWithNothing(literal.value());
                case Expression.Path path -> path.written();
                case Expression.Call ignored -> null;
            };
        }
    }

    /** A partial's place. */
    final class Partial implements Node {
        final PartialCall call;
        final Strip strip;
        private final int offset;
        /** White space before each line of the partial, when it stands on a line of its own. */
        String indent = "";

        Partial(PartialCall call, Strip strip, int offset) {
            this.call = call;
            this.strip = strip;
            this.offset = offset;
        }

        @Override
        public int offset() {
            return offset;
        }
    }

    /** A partial's place with a block that it may put somewhere, or that stands in for a missing partial. */
    record PartialBlock(PartialCall call, Program program, Strip open, Strip close, int offset) implements Node {}

    /** A block that names a partial for the program that it stands in. */
    record Inline(String name, Program program, Strip open, Strip close, int offset) implements Node {}

    /** A block with up to two programs; which of them is null tells whether it was {@code #} or {@code ^}. */
    final class Block implements Node {
        final Expression.Call call;
        final @Nullable Program program;
        final @Nullable Program inverse;
        final Strip open;
        final Strip middle;
        private final int offset;
        Strip close;

        Block(
                Expression.Call call,
                @Nullable Program program,
                @Nullable Program inverse,
                Strip open,
                Strip middle,
                Strip close,
                int offset) {
            this.call = call;
            this.program = program;
            this.inverse = inverse;
            this.open = open;
            this.middle = middle;
            this.close = close;
            this.offset = offset;
        }

        @Override
        public int offset() {
            return offset;
        }
    }

    /**
     * A sequence of nodes.
     *
     * @param chained whether it holds one block that an {@code else} with a helper began
     * @param inlines the partials that it names for itself, by name
     */
    record Program(List<Node> body, List<String> blockParams, boolean chained, Map<String, Program> inlines) {

        static Program of(List<Node> body, List<String> blockParams, boolean chained) {
            Map<String, Program> inlines = new LinkedHashMap<>();
            for (Node node : body) {
                if (node instanceof Inline inline) {
                    inlines.put(inline.name(), inline.program());
                }
            }
            return new Program(List.copyOf(body), List.copyOf(blockParams), chained, inlines);
        }
    }
}
