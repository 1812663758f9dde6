package parley.prompts.template.handlebars;

import java.util.Arrays;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;

/** One body's tree, a template's or a partial's, and where its characters stand in the file. Immutable. */
final class ParsedBody {

    private final String file;
    private final String text;
    private final int firstLine;
    private final int[] lineStarts;
    private final Node.Program program;
    private final boolean goesUp;

    private ParsedBody(String file, String text, int firstLine, int[] lineStarts, Node.Program program, boolean up) {
        this.file = file;
        this.text = text;
        this.firstLine = firstLine;
        this.lineStarts = lineStarts;
        this.program = program;
        this.goesUp = up;
    }

    /**
     * Reads a body.
     *
     * @throws AuthoringException at the first mistake of the grammar, or at a helper that does not exist
     */
    static ParsedBody read(String file, String text, int firstLine, Dialect dialect) {
        int[] starts = lineStarts(text);
        try {
            BodyParser parser = new BodyParser(text);
            Node.Program program = parser.parse();
            StandaloneTags.apply(program);
            new HelperCheck(dialect).check(program);
            return new ParsedBody(file, text, firstLine, starts, program, parser.goesUp());
        } catch (BodyProblem problem) {
            throw finding(file, text, firstLine, starts, problem);
        } catch (StackOverflowError e) {
            throw new AuthoringException(Finding.error(
                            SourcePosition.wholeFile(file), "", "the body is nested too deeply", "flatten its blocks")
                    .orOfKind(BodyProblem.Kind.BLOCK.code()));
        }
    }

    String file() {
        return file;
    }

    Node.Program program() {
        return program;
    }

    boolean goesUp() {
        return goesUp;
    }

    SourcePosition position(int offset) {
        return position(file, text, firstLine, lineStarts, offset);
    }

    AuthoringException finding(BodyProblem problem) {
        return finding(file, text, firstLine, lineStarts, problem);
    }

    private static AuthoringException finding(
            String file, String text, int firstLine, int[] starts, BodyProblem problem) {
        SourcePosition at = problem.offset() < 0
                ? SourcePosition.wholeFile(file)
                : position(file, text, firstLine, starts, problem.offset());
        // Names that a template quotes in brackets may hold anything, line breaks too.
        return new AuthoringException(Finding.error(at, "", oneLine(problem.message()), oneLine(problem.hint()))
                .orOfKind(problem.kind().code()));
    }

    private static Said oneLine(Said message) {
        return new Said(
                oneLine(message.pattern()),
                message.values().stream().map(ParsedBody::oneLine).toList());
    }

    private static String oneLine(String message) {
        StringBuilder line = new StringBuilder();
        message.codePoints()
                .limit(300)
                .forEach(c -> line.appendCodePoint(Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c));
        return line.toString();
    }

    private static SourcePosition position(String file, String text, int firstLine, int[] starts, int offset) {
        int at = Math.min(offset, text.length());
        int found = Arrays.binarySearch(starts, at);
        int line = found >= 0 ? found : -found - 2;
        return new SourcePosition(file, firstLine + line, 1 + text.codePointCount(starts[line], at));
    }

    private static int[] lineStarts(String text) {
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                count++;
            }
        }
        int[] starts = new int[count];
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                starts[line++] = i + 1;
            }
        }
        return starts;
    }
}
