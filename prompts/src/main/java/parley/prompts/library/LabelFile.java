package parley.prompts.library;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.YamlNode;
import parley.prompts.source.YamlSource;
import parley.prompts.source.YamlTree;

/** The moves of one prompt's labels as YAML text, one entry a move, so that git shows and merges them line by line. */
final class LabelFile {
    private static final String HEAD = """
            # Moves of this prompt's labels, the oldest first, written by ./parley prompt release and rollback.
            moves:
            """;

    private LabelFile() {}

    /** The text with one more move. */
    static String with(String text, LabelMove move) {
        StringBuilder out = new StringBuilder(text.isBlank() ? HEAD : text);
        if (!out.toString().endsWith("\n")) {
            out.append('\n');
        }
        append(out, move);
        return out.toString();
    }

    private static void append(StringBuilder out, LabelMove move) {
        out.append("  - at: ").append(quoted(move.at().toString()));
        line(out, "kind", move.kind().fileName());
        line(out, "label", move.label().fileName());
        if (move.version() != null) {
            line(out, "version", quoted(move.version()));
        }
        if (move.share() > 0) {
            line(out, "share", Double.toString(move.share()));
        }
        line(out, "author", quoted(move.author()));
        if (!move.message().isEmpty()) {
            line(out, "message", quoted(move.message()));
        }
        if (move.forced() != null) {
            line(out, "forced", quoted(move.forced()));
        }
        out.append('\n');
    }

    /** The text of moves, as if each had been added after the other. */
    static String text(PromptLabels labels) {
        StringBuilder out = new StringBuilder(HEAD);
        labels.moves().forEach(move -> append(out, move));
        return out.toString();
    }

    private static void line(StringBuilder out, String key, String value) {
        out.append("\n    ").append(key).append(": ").append(value);
    }

    /** A text as a double-quoted YAML scalar on one line. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> {
                    // YAML's printable characters; what is not among them is escaped.
                    if (c < 0x20
                            || c == 0x7f
                            || (c >= 0x80 && c < 0xa0)
                            || c == 0x2028
                            || c == 0x2029
                            || c == 0xfeff
                            || (Character.isSurrogate(c) && !isPaired(text, i))
                            || c >= 0xfffe) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    /**
     * Reads the moves.
     *
     * @throws AuthoringException with file and line when the text is no list of moves
     */
    static PromptLabels read(String file, String text) {
        YamlTree tree = YamlSource.read(file, text).orThrow();
        List<LabelMove> moves = new ArrayList<>();
        if (!(tree.root() instanceof YamlNode.Mapping mapping)
                || mapping.fields().get("moves") == null) {
            throw refused(tree.root(), "`moves:` with a list is expected here");
        }
        YamlNode list = mapping.fields().get("moves").value();
        if (!(list instanceof YamlNode.Sequence sequence)) {
            throw refused(list, "a list of moves is expected here");
        }
        for (YamlNode node : sequence.items()) {
            if (!(node instanceof YamlNode.Mapping fields)) {
                throw refused(node, "a move is expected here");
            }
            moves.add(move(fields));
        }
        return new PromptLabels(moves);
    }

    /**
     * What can be told of a text that {@link #read} refuses: its first moves, up to the one that is not whole or to the
     * mark of a merge that git left open. {@link PromptLabels#NONE} when there is none.
     */
    static PromptLabels firstMoves(String file, String text) {
        List<LabelMove> moves = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        for (Iterator<String> lines = text.lines().iterator(); ; ) {
            String line = lines.hasNext() ? lines.next() : null;
            boolean open = line != null && line.startsWith("<<<<<<<");
            if (line == null || open || line.startsWith("  - ")) {
                if (!entry.isEmpty()) {
                    try {
                        moves.addAll(read(file, HEAD + entry).moves());
                    } catch (AuthoringException e) {
                        return new PromptLabels(moves);
                    }
                }
                if (line == null || open) {
                    return new PromptLabels(moves);
                }
                entry.setLength(0);
                entry.append(line).append('\n');
            } else if (!entry.isEmpty()) {
                entry.append(line).append('\n');
            }
        }
    }

    private static LabelMove move(YamlNode.Mapping fields) {
        Map<String, @Nullable Object> plain = fields.plainFields();
        try {
            return new LabelMove(
                    LabelMove.Kind.named(text(plain, "kind")).orElseThrow(() -> unknown("kind")),
                    Label.named(text(plain, "label")).orElseThrow(() -> unknown("label")),
                    plain.get("version") instanceof String version ? version : null,
                    plain.get("share") instanceof Number share ? share.doubleValue() : 0,
                    text(plain, "author"),
                    Instant.parse(text(plain, "at")),
                    Optional.ofNullable(plain.get("message"))
                            .map(String::valueOf)
                            .orElse(""),
                    plain.get("forced") instanceof String forced ? forced : null);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw refused(fields, "this is no move of a label");
        }
    }

    private static String text(Map<String, @Nullable Object> plain, String key) {
        if (plain.get(key) instanceof String text) {
            return text;
        }
        throw unknown(key);
    }

    private static IllegalArgumentException unknown(String key) {
        return new IllegalArgumentException(key);
    }

    private static AuthoringException refused(YamlNode node, String message) {
        return new AuthoringException(Finding.error(
                node.at(),
                "",
                message,
                "restore the file, for example from git; until then the last that is known counts"));
    }
}
