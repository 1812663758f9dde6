package parley.prompts.template.handlebars;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Said;

/**
 * A template's body with the partials that it names, read and ready to be rendered. Immutable and thread-safe.
 *
 * <p>Values are looked up in plain data only, so no method of any object can be called. Markers are values of their own
 * and never text, so no text can forge one.
 */
public final class CompiledBody {

    /** The longest source of one body, in characters. */
    public static final int MAX_SOURCE = 256 * 1024;

    /** The most different partials of one template. */
    static final int MAX_PARTIALS = 200;

    /** The deepest nesting of blocks and partials together. */
    static final int MAX_DEPTH = 200;

    private final Dialect dialect;
    private final ParsedBody root;
    private final Map<String, ParsedBody> partials;
    private final PartialSource source;

    private CompiledBody(Dialect dialect, ParsedBody root, Map<String, ParsedBody> partials, PartialSource source) {
        this.dialect = dialect;
        this.root = root;
        this.partials = partials;
        this.source = source;
    }

    /**
     * Reads a body and every partial that it names.
     *
     * @param firstLine the line of the file at which the body begins, counted from 1
     * @throws AuthoringException with the place of the first mistake; in a strict body also where a partial is missing
     *     or part of a circle
     */
    public static CompiledBody compile(
            String file, String body, int firstLine, Dialect dialect, PartialSource partials) {
        ParsedBody root = read(file, body, firstLine, dialect);
        PartialLoader loader = new PartialLoader(dialect, partials);
        return new CompiledBody(dialect, root, loader.load(root), partials);
    }

    static ParsedBody read(String file, String body, int firstLine, Dialect dialect) {
        if (body.length() > MAX_SOURCE) {
            throw new AuthoringException(parley.prompts.source.Finding.error(
                    parley.prompts.source.SourcePosition.wholeFile(file),
                    "",
                    Said.of("the template is longer than {} characters", MAX_SOURCE),
                    "shorten it"));
        }
        return ParsedBody.read(file, body, firstLine, dialect);
    }

    /**
     * Renders the body.
     *
     * @param input plain data: texts, numbers, booleans, lists and maps with text keys
     * @param data what {@code @name} stands for
     * @throws AuthoringException with the place of the tag that failed, or of the limit that was exceeded
     */
    public List<BodyPart> render(
            @Nullable Object input, Map<String, ? extends @Nullable Object> data, RenderLimits limits) {
        try {
            Map<String, Optional<ParsedBody>> found = new LinkedHashMap<>();
            return new BodyRenderer(dialect, limits, name -> {
                        ParsedBody known = partials.get(name);
                        return known != null || dialect == Dialect.STRICT
                                ? known
                                : found.computeIfAbsent(name, this::late).orElse(null);
                    })
                    .render(root, input, data);
        } catch (StackOverflowError e) {
            throw BodyRenderer.tooDeep(root);
        }
    }

    /** A partial whose name was worked out while rendering. */
    private Optional<ParsedBody> late(String name) {
        return source.find(name).map(text -> read(text.file(), text.text(), text.firstLine(), dialect));
    }

    /** What the body and its partials use. */
    public TemplateUse uses() {
        return new UseWalk(dialect, partials).of(root);
    }

    /** Every partial's name, its own partials' too, in the order in which they were found. */
    public List<String> partialNames() {
        return new ArrayList<>(partials.keySet());
    }
}
