package parley.prompts.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlReading;
import parley.prompts.source.YamlSource;
import parley.prompts.template.handlebars.CompiledBody;

/**
 * A template in the Dotprompt format: YAML front matter between {@code ---} lines and a Handlebars body.
 *
 * <p>Beyond Handlebars' own {@code if unless each with lookup}, the body has {@code {{role "system"}}}, which begins a
 * message, {@code {{history}}}, which places the past messages, {@code {{learner x}}}, which fences a learner's words,
 * {@code json}, {@code ifEquals} and {@code unlessEquals}. Markers leave the body as numbers behind a secret drawn for
 * each render, so no value can forge one. Nothing is escaped. Immutable and thread-safe.
 */
public final class PromptTemplate {

    /** The largest source of a template, in characters. */
    public static final int MAX_SOURCE = 256 * 1024;

    /** The most characters that one render may produce, history not counted. */
    public static final int MAX_OUTPUT = CompiledBody.MAX_OUTPUT;

    private final String file;
    private final FrontMatter frontMatter;
    private final CompiledBody body;

    private PromptTemplate(String file, FrontMatter frontMatter, CompiledBody body) {
        this.file = file;
        this.frontMatter = frontMatter;
        this.body = body;
    }

    /**
     * Reads a template.
     *
     * @param file its name, for findings
     * @throws AuthoringException with line and column when its front matter or its body is malformed, when it uses a
     *     helper that does not exist, or when it exceeds a limit
     */
    public static PromptTemplate parse(String file, String source) {
        if (source.length() > MAX_SOURCE) {
            throw new AuthoringException(Finding.error(
                    SourcePosition.wholeFile(file),
                    "",
                    "the template is longer than " + MAX_SOURCE + " characters",
                    "shorten it"));
        }
        TemplateParts parts = TemplateParts.split(source);
        FrontMatter front = FrontMatter.NONE;
        if (!parts.frontMatter().isEmpty()) {
            YamlReading reading = YamlSource.read(file, "\n".repeat(parts.frontMatterLine() - 1) + parts.frontMatter());
            List<Finding> findings = new ArrayList<>(reading.findings());
            if (reading.tree() != null) {
                front = FrontMatter.from(reading.tree(), findings);
            }
            if (Finding.anyError(findings)) {
                throw new AuthoringException(findings);
            }
        }
        return new PromptTemplate(
                file, front, CompiledBody.compile(file, parts.body(), parts.bodyLine(), Role.FILE_NAMES));
    }

    /** The template's name in findings. */
    public String file() {
        return file;
    }

    public FrontMatter frontMatter() {
        return frontMatter;
    }

    /**
     * Renders the template.
     *
     * @param inputs plain data by name: texts, numbers, booleans, lists and maps with text keys; those that the front
     *     matter gives a default for may be left out
     * @param history past messages, the oldest first; they stand where {@code {{history}}} is, else before the last
     *     message when that is the user's, else at the end
     * @throws AuthoringException naming the variable when one is missing, unknown or no plain data, or saying which
     *     limit was exceeded; it never holds a variable's value
     */
    public RenderedPrompt render(Map<String, ?> inputs, List<RenderedMessage> history) {
        return new MessageBuilder(history).build(body.render(frontMatter.complete(file, inputs)));
    }
}
