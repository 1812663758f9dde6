package parley.prompts.template.handlebars;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.prompts.template.handlebars.Node.Content;
import parley.prompts.template.handlebars.Node.Program;
import parley.prompts.template.handlebars.Node.Strip;

/**
 * Drops the white space that a body's reader is not to see: at a {@code ~}, and the line of a block, comment or partial
 * that stands on a line of its own. By the rules of handlebars.js 4.7, which look at the text as it was written even
 * where a neighbouring tag has already dropped some of it.
 */
final class StandaloneTags {

    /** What a tag asks of the text around it. */
    private record Wish(Strip strip, boolean openAlone, boolean closeAlone, boolean inlineAlone) {}

    private StandaloneTags() {}

    static void apply(Program root) {
        program(root, true);
    }

    private static void program(Program program, boolean root) {
        List<Node> body = program.body();
        for (int i = 0; i < body.size(); i++) {
            Node node = body.get(i);
            Wish wish = wish(node);
            if (wish == null) {
                continue;
            }
            boolean lineBefore = isLineBefore(body, i, root);
            boolean lineAfter = isLineAfter(body, i, root);
            if (wish.strip().after()) {
                dropStart(body, i + 1, true);
            }
            if (wish.strip().before()) {
                dropEnd(body, i - 1, true);
            }
            if (wish.inlineAlone() && lineBefore && lineAfter) {
                dropStart(body, i + 1, false);
                if (dropEnd(body, i - 1, false)
                        && node instanceof Node.Partial partial
                        && body.get(i - 1) instanceof Content before) {
                    partial.indent = before.original.substring(endWithoutBlanks(before.original));
                }
            }
            if (wish.openAlone() && lineBefore) {
                List<Node> inner = firstOf(node).body();
                dropStart(inner, 0, false);
                dropEnd(body, i - 1, false);
            }
            if (wish.closeAlone() && lineAfter) {
                dropStart(body, i + 1, false);
                List<Node> inner = lastOf(node).body();
                dropEnd(inner, inner.size() - 1, false);
            }
        }
    }

    private static @Nullable Wish wish(Node node) {
        return switch (node) {
            case Content ignored -> null;
            case Node.Mustache mustache -> new Wish(mustache.strip(), false, false, false);
            case Node.Comment comment -> new Wish(comment.strip(), false, false, true);
            case Node.Partial partial -> new Wish(partial.strip, false, false, true);
            case Node.PartialBlock block -> simpleBlock(block.program(), block.open(), block.close());
            case Node.Inline inline -> simpleBlock(inline.program(), inline.open(), inline.close());
            case Node.Block block -> block(block);
        };
    }

    private static Wish simpleBlock(Program program, Strip open, Strip close) {
        program(program, false);
        return simpleBlockDone(program, open, close);
    }

    private static Wish block(Node.Block block) {
        if (block.program != null) {
            program(block.program, false);
        }
        if (block.inverse != null) {
            program(block.inverse, false);
        }
        if (block.program == null || block.inverse == null) {
            return simpleBlockDone(firstOf(block), block.open, block.close);
        }
        Program first = block.program;
        Program firstInverse = block.inverse;
        Program lastInverse = block.inverse;
        if (block.inverse.chained()) {
            firstInverse = firstOf(block.inverse.body().getFirst());
            while (lastInverse.chained()) {
                lastInverse = firstOf(lastInverse.body().getLast());
            }
        }
        List<Node> body = first.body();
        Wish wish = new Wish(
                new Strip(block.open.before(), block.close.after()),
                isLineAfter(body, -1, false),
                isLineBefore(firstInverse.body(), firstInverse.body().size(), false),
                false);
        if (block.open.after()) {
            dropStart(body, 0, true);
        }
        if (block.middle.before()) {
            dropEnd(body, body.size() - 1, true);
        }
        if (block.middle.after()) {
            dropStart(firstInverse.body(), 0, true);
        }
        if (block.close.before()) {
            dropEnd(lastInverse.body(), lastInverse.body().size() - 1, true);
        }
        if (isLineBefore(body, body.size(), false) && isLineAfter(firstInverse.body(), -1, false)) {
            dropEnd(body, body.size() - 1, false);
            dropStart(firstInverse.body(), 0, false);
        }
        return wish;
    }

    private static Wish simpleBlockDone(Program only, Strip open, Strip close) {
        List<Node> body = only.body();
        Wish wish = new Wish(
                new Strip(open.before(), close.after()),
                isLineAfter(body, -1, false),
                isLineBefore(body, body.size(), false),
                false);
        if (open.after()) {
            dropStart(body, 0, true);
        }
        if (close.before()) {
            dropEnd(body, body.size() - 1, true);
        }
        return wish;
    }

    private static Program firstOf(Node node) {
        return switch (node) {
            case Node.Block block when block.program != null -> block.program;
            case Node.Block block when block.inverse != null -> block.inverse;
            case Node.PartialBlock block -> block.program();
            case Node.Inline inline -> inline.program();
            case Node.Block ignored -> throw new IllegalStateException("a block has a program");
            case Content ignored -> throw new IllegalStateException("text has no program");
            case Node.Mustache ignored -> throw new IllegalStateException("a value has no program");
            case Node.Comment ignored -> throw new IllegalStateException("a comment has no program");
            case Node.Partial ignored -> throw new IllegalStateException("a partial has no program");
        };
    }

    private static Program lastOf(Node node) {
        return node instanceof Node.Block block && block.inverse != null ? block.inverse : firstOf(node);
    }

    /** Whether the line is empty up to the node at an index, or to the end when there is no such node. */
    private static boolean isLineBefore(List<Node> body, int index, boolean root) {
        if (index == 0) {
            return root;
        }
        if (!(body.get(index - 1) instanceof Content before)) {
            return false;
        }
        String text = before.original;
        int end = text.length();
        while (end > 0 && JsText.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.indexOf('\n', end) >= 0 || (end == 0 && index == 1 && root);
    }

    /** Whether the line is empty behind the node at an index; −1 stands for the beginning. */
    private static boolean isLineAfter(List<Node> body, int index, boolean root) {
        if (index + 1 >= body.size()) {
            return root;
        }
        if (!(body.get(index + 1) instanceof Content after)) {
            return false;
        }
        String text = after.original;
        int spaces = JsText.afterSpaces(text, 0);
        int line = text.indexOf('\n');
        return (line >= 0 && line < spaces) || (spaces == text.length() && index + 2 >= body.size() && root);
    }

    /** Drops white space at the start of a node: all of it, or the rest of the line. */
    private static void dropStart(List<Node> body, int index, boolean all) {
        if (index >= body.size() || !(body.get(index) instanceof Content content) || (!all && content.startDropped)) {
            return;
        }
        String text = content.text;
        int from;
        if (all) {
            from = JsText.afterSpaces(text, 0);
        } else {
            from = 0;
            while (from < text.length() && isBlank(text.charAt(from))) {
                from++;
            }
            if (text.startsWith("\r\n", from)) {
                from += 2;
            } else if (text.startsWith("\n", from)) {
                from++;
            }
        }
        content.text = text.substring(from);
        content.startDropped = from > 0;
    }

    /** Drops white space at the end of a node: all of it, or what stands in the last line; tells whether it did. */
    private static boolean dropEnd(List<Node> body, int index, boolean all) {
        if (index < 0
                || index >= body.size()
                || !(body.get(index) instanceof Content content)
                || (!all && content.endDropped)) {
            return false;
        }
        String text = content.text;
        int end = text.length();
        if (all) {
            while (end > 0 && JsText.isSpace(text.charAt(end - 1))) {
                end--;
            }
        } else {
            end = endWithoutBlanks(text);
        }
        content.text = text.substring(0, end);
        content.endDropped = end < text.length();
        return content.endDropped;
    }

    private static int endWithoutBlanks(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
