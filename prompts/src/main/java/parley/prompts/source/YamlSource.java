package parley.prompts.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 that people wrote, within limits, into trees that know their positions.
 *
 * <p>Whatever the input, the outcome is a tree or a finding with its line, never an exception. The tree is built from
 * the parser's events, so that nesting is counted before anything recurses. Refused besides malformed YAML: files over
 * {@link #MAX_BYTES}, nesting over {@link #MAX_DEPTH}, duplicate keys, keys that are no text, several documents,
 * aliases (a few lines of them grow without bound) and tags. Stateless and thread-safe.
 */
public final class YamlSource {

    /** The largest file that is read: 1 MiB. The shipped course has about a twentieth of it. */
    public static final int MAX_BYTES = 1024 * 1024;

    /** The deepest nesting of lists and mappings; a course needs about 12. */
    public static final int MAX_DEPTH = 50;

    private YamlSource() {}

    /** Reads a file's bytes, which must be UTF-8; a byte order mark at the start is skipped. */
    public static YamlReading read(String file, byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            return failed(tooBig(file));
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            return failed(Finding.error(
                    new SourcePosition(file, lineOfInvalidByte(utf8), 0),
                    "",
                    "the file is not valid UTF-8",
                    "save it with the encoding UTF-8"));
        }
        return read(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** Reads a text. The file's name is used in findings only. */
    public static YamlReading read(String file, String text) {
        // A char is at least one byte of UTF-8, so this bounds the text by the limit of a file.
        if (text.length() > MAX_BYTES) {
            return failed(tooBig(file));
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .setUseMarks(true)
                .setCodePointLimit(MAX_BYTES)
                .build();
        try {
            return new YamlReading(
                    new YamlTree(new YamlTreeBuilder(file, new Parse(settings).parseString(text)).build()), List.of());
        } catch (AuthoringException e) {
            return new YamlReading(null, e.findings());
        } catch (MarkedYamlEngineException e) {
            return failed(Finding.error(position(file, e), "", problem(e), "check the indentation and the quotes"));
        } catch (ReaderException e) {
            return failed(Finding.error(
                    positionOf(file, text, e.getPosition()),
                    "",
                    "the character U+%04X is not allowed in YAML".formatted(e.getCodePoint()),
                    "remove it, or write it as an escape in double quotes"));
        } catch (YamlEngineException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // The last two: the parser is a third party's and its input anyone's; a slip of it must not end a caller.
            return failed(Finding.error(
                    SourcePosition.wholeFile(file), "", "the file cannot be read as YAML", "check its beginning"));
        } catch (StackOverflowError e) {
            return failed(Finding.error(
                    SourcePosition.wholeFile(file), "", "the file is nested too deeply", "flatten its structure"));
        }
    }

    /** The finding for a file over the limit, for callers that know the size before they read. */
    public static Finding tooBig(String file) {
        return Finding.error(
                SourcePosition.wholeFile(file),
                "",
                Said.of("the file is larger than {} bytes", MAX_BYTES),
                "split it into smaller files");
    }

    private static YamlReading failed(Finding finding) {
        return new YamlReading(null, List.of(finding));
    }

    private static SourcePosition position(String file, MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark().isPresent() ? e.getProblemMark() : e.getContextMark();
        return mark.map(m -> new SourcePosition(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(SourcePosition.wholeFile(file));
    }

    private static String problem(MarkedYamlEngineException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ": ";
        String problem = e.getProblem() == null ? "malformed" : e.getProblem();
        return "the YAML is malformed: " + (context + problem).replaceAll("\\s+", " ");
    }

    private static SourcePosition positionOf(String file, String text, int codePointIndex) {
        int line = 1;
        int column = 1;
        int seen = 0;
        for (int i = 0; i < text.length() && seen < codePointIndex; seen++) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new SourcePosition(file, line, column);
    }

    /** The line of the first byte at which decoding stops. */
    private static int lineOfInvalidByte(byte[] utf8) {
        ByteBuffer in = ByteBuffer.wrap(utf8);
        CharBuffer out = CharBuffer.allocate(utf8.length + 1);
        StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        int line = 1;
        for (int i = 0; i < in.position(); i++) {
            if (utf8[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
