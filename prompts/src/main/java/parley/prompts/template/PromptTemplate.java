package parley.prompts.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.schema.SchemaResolver;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlReading;
import parley.prompts.source.YamlSource;
import parley.prompts.template.handlebars.BodyPart;
import parley.prompts.template.handlebars.CompiledBody;
import parley.prompts.template.handlebars.Dialect;
import parley.prompts.template.handlebars.PartialSource;
import parley.prompts.template.handlebars.RenderLimits;
import parley.prompts.template.handlebars.TemplateUse;

/**
 * A template in the Dotprompt format with Parley's strictness: YAML front matter between {@code ---} lines and a
 * Handlebars body.
 *
 * <p>The body has the helpers of the format and {@code {{learner x}}}, which fences a learner's words. A variable that
 * is missing, unknown or of the wrong type is an error that names it. Markers are values of their own, so no text can
 * forge one. Nothing is escaped. {@link DotpromptEngine} is the bare format. Immutable and thread-safe.
 */
public final class PromptTemplate {

    /** The largest source of a template, in characters. */
    public static final int MAX_SOURCE = CompiledBody.MAX_SOURCE;

    /** The most characters that one render may produce, history not counted. */
    public static final int MAX_OUTPUT = RenderLimits.STANDARD.outputChars();

    private final String file;
    private final FrontMatter frontMatter;
    private final CompiledBody body;

    private PromptTemplate(String file, FrontMatter frontMatter, CompiledBody body) {
        this.file = file;
        this.frontMatter = frontMatter;
        this.body = body;
    }

    /**
     * Reads a template that has no partials and names no schemas.
     *
     * @param file its name, for findings
     * @throws AuthoringException with line and column when its front matter or its body is malformed, when it uses a
     *     helper that does not exist, or when it exceeds a limit
     */
    public static PromptTemplate parse(String file, String source) {
        return parse(file, source, PartialSource.NONE, SchemaResolver.NONE);
    }

    /**
     * Reads a template with the partials and schemas that it names; what they are now is what it keeps.
     *
     * @param file its name, for findings
     * @throws AuthoringException with line and column when its front matter or a body is malformed, when a helper,
     *     partial or schema does not exist, when partials go in a circle, or when a limit is exceeded
     */
    public static PromptTemplate parse(String file, String source, PartialSource partials, SchemaResolver schemas) {
        if (source.length() > MAX_SOURCE) {
            throw new AuthoringException(tooLong(file));
        }
        TemplateParts parts = TemplateParts.split(source.replace("\r\n", "\n"));
        List<Finding> findings = new ArrayList<>();
        FrontMatter front = FrontMatter.NONE;
        List<Finding> wrong = new ArrayList<>();
        if (!parts.frontMatter().isBlank()) {
            YamlReading reading = YamlSource.read(file, "\n".repeat(parts.frontMatterLine() - 1) + parts.frontMatter());
            wrong.addAll(reading.findings());
            if (reading.tree() != null) {
                front = FrontMatter.from(reading.tree(), schemas, wrong);
            }
        } else if (TemplateParts.opensWithoutClosing(source)) {
            wrong.add(Finding.error(
                    new SourcePosition(file, 1, 1),
                    "",
                    "the front matter is not closed",
                    "end it with a line of ---, or leave out the first one"));
        }
        wrong.forEach(finding -> findings.add(finding.orOfKind(FrontMatter.CODE)));
        CompiledBody body = null;
        try {
            body = CompiledBody.compile(file, parts.body(), parts.bodyLine(), Dialect.STRICT, partials);
        } catch (AuthoringException e) {
            findings.addAll(e.findings());
        }
        if (body == null || Finding.anyError(findings)) {
            throw new AuthoringException(findings);
        }
        return new PromptTemplate(file, front, body);
    }

    static Finding tooLong(String file) {
        return Finding.error(
                SourcePosition.wholeFile(file),
                "",
                Said.of("the template is longer than {} characters", MAX_SOURCE),
                "shorten it");
    }

    /** The template's name in findings. */
    public String file() {
        return file;
    }

    public FrontMatter frontMatter() {
        return frontMatter;
    }

    /** The variables, helpers and partials that the body and its partials use, with their places. */
    public TemplateUse uses() {
        return body.uses();
    }

    /** The names of all partials that the template is made of. */
    public List<String> partialNames() {
        return body.partialNames();
    }

    /**
     * Renders the template.
     *
     * @param inputs plain data by name: texts, numbers, booleans, lists and maps with text keys; those that the front
     *     matter gives a default for may be left out
     * @param history past messages, the oldest first; they stand where {@code {{history}}} is, else before the last
     *     message when that is the user's, else at the end
     * @throws AuthoringException naming the variable when one is missing, unknown, of the wrong type or no plain data,
     *     or saying which limit was exceeded; it never holds a variable's value
     */
    public RenderedPrompt render(Map<String, ?> inputs, List<RenderedMessage> history) {
        return render(inputs, history, Map.of(), RenderLimits.STANDARD);
    }

    /**
     * Renders the template with context variables and limits of its own.
     *
     * @param context what the body sees as {@code @state}, {@code @auth} and so on, plain data by name
     */
    public RenderedPrompt render(
            Map<String, ?> inputs,
            List<RenderedMessage> history,
            Map<String, ? extends @Nullable Object> context,
            RenderLimits limits) {
        List<Finding> findings = new ArrayList<>();
        PlainData.check(file, context, findings);
        if (!findings.isEmpty()) {
            throw new AuthoringException(findings);
        }
        Map<String, @Nullable Object> complete = frontMatter.complete(file, inputs);
        List<BodyPart> parts;
        try {
            parts = body.render(complete, context, limits);
        } catch (AuthoringException e) {
            throw new AuthoringException(new DeclaredInputs(frontMatter).explained(e.findings(), body.uses()));
        }
        return messages(parts, history);
    }

    private static RenderedPrompt messages(List<BodyPart> parts, List<RenderedMessage> history) {
        List<RenderedMessage> messages = new ArrayList<>();
        boolean placed = false;
        for (MessageFold.Slot slot : MessageFold.fold(parts)) {
            switch (slot) {
                case MessageFold.Slot.Message message ->
                    messages.add(new RenderedMessage(
                            // Unknown names were refused when the template was read.
                            Role.named(message.role()).orElseThrow(),
                            message.parts().stream()
                                    .map(PromptTemplate::segment)
                                    .toList(),
                            message.metadata()));
                case MessageFold.Slot.History ignored -> {
                    if (!placed) {
                        messages.addAll(history);
                        placed = true;
                    }
                }
            }
        }
        if (!placed) {
            boolean endsWithUser = !messages.isEmpty() && messages.getLast().role() == Role.USER;
            messages.addAll(endsWithUser ? messages.size() - 1 : messages.size(), history);
        }
        return new RenderedPrompt(messages);
    }

    private static Segment segment(BodyPart part) {
        return switch (part) {
            case BodyPart.AuthorText text -> new Segment.Author(text.text());
            case BodyPart.LearnerText text -> new Segment.Learner(text.text());
            case BodyPart.MediaMarker media -> new Segment.Media(media.url(), media.contentType());
            case BodyPart.SectionMarker section -> new Segment.Section(section.name());
            case BodyPart.RoleMarker ignored -> throw new IllegalStateException("roles were folded");
            case BodyPart.HistoryMarker ignored -> throw new IllegalStateException("history was folded");
        };
    }
}
