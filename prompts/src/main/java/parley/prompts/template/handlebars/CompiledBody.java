package parley.prompts.template.handlebars;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Formatter;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsError;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;

/**
 * A template's body, compiled. Immutable and thread-safe.
 *
 * <p>Values are looked up in maps only, so no method of any object can be called; there are no partials, no escaping
 * and no helpers but those of {@link TemplateHelpers}.
 */
public final class CompiledBody {

    /** The most characters that one render may produce: 1 Mi, about 250,000 tokens. */
    public static final int MAX_OUTPUT = 1024 * 1024;

    /** The most rounds of all loops of one render together. */
    static final int MAX_ROUNDS = 100_000;

    /** The most characters of source that all rounds of one render repeat. */
    static final int MAX_REPEATED_SOURCE = 8 * 1024 * 1024;

    // Handlebars calls formatters and helpers without a word on whose behalf; the render's thread tells.
    private static final ThreadLocal<@Nullable RenderScope> CURRENT = new ThreadLocal<>();

    private static final Pattern UNKNOWN_BLOCK = Pattern.compile("could not find helper: '([^']+)'");

    private final String file;
    private final int firstLine;
    private final Template template;

    private CompiledBody(String file, int firstLine, Template template) {
        this.file = file;
        this.firstLine = firstLine;
        this.template = template;
    }

    /**
     * Compiles a body.
     *
     * @param firstLine the line of the file at which the body begins, counted from 1
     * @param roles the names that {@code {{role "…"}}} may give
     * @throws AuthoringException with the place of the first mistake
     */
    public static CompiledBody compile(String file, String body, int firstLine, Set<String> roles) {
        try {
            // Handlebars looks for unknown helpers only where nothing stands in for them: once for the check alone.
            handlebars(roles, false).compileInline(body);
            return new CompiledBody(file, firstLine, handlebars(roles, true).compileInline(body));
        } catch (HandlebarsException e) {
            throw e.getError() == null ? withoutPlace(file, body, firstLine, e) : refused(file, firstLine, e);
        } catch (IOException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            throw malformed(file);
        } catch (StackOverflowError e) {
            throw tooDeep(file);
        }
    }

    /**
     * Renders the body.
     *
     * @param values plain data: texts, numbers, booleans, lists and maps with text keys
     * @throws AuthoringException with the place of the tag that failed
     */
    public List<BodyPart> render(Map<String, Object> values) {
        RenderScope outer = CURRENT.get();
        RenderScope scope = new RenderScope();
        CURRENT.set(scope);
        try {
            Context context = Context.newBuilder(values)
                    .resolver(MapValueResolver.INSTANCE)
                    .build();
            String text = template.apply(context);
            if (text.length() > MAX_OUTPUT * 2L) {
                scope.spendCharacters(text.length());
            }
            return scope.cut(text);
        } catch (HandlebarsException e) {
            throw refused(file, firstLine, e);
        } catch (HelperRefusal e) {
            throw new AuthoringException(Finding.error(SourcePosition.wholeFile(file), "", e.message(), e.hint()));
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | ClassCastException e) {
            throw malformed(file);
        } catch (StackOverflowError e) {
            throw tooDeep(file);
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    private static Handlebars handlebars(Set<String> roles, boolean lenient) {
        Formatter counting = (value, next) -> {
            Object formatted = next.format(value);
            scope().spendCharacters(formatted.toString().length());
            return formatted;
        };
        return new Handlebars(new NoPartials())
                .with(new TemplateHelpers(CompiledBody::scope, roles, lenient))
                .with(EscapingStrategy.NOOP)
                .with(counting)
                .infiniteLoops(false)
                .prettyPrint(true);
    }

    private static RenderScope scope() {
        RenderScope scope = CURRENT.get();
        if (scope == null) {
            throw new IllegalStateException("no render is running on this thread");
        }
        return scope;
    }

    private static AuthoringException refused(String file, int firstLine, HandlebarsException e) {
        HandlebarsError error = e.getError();
        SourcePosition at = error == null
                ? SourcePosition.wholeFile(file)
                : new SourcePosition(file, Math.max(1, error.line) + firstLine - 1, Math.max(1, error.column + 1));
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof HelperRefusal refusal) {
                return new AuthoringException(Finding.error(at, "", refusal.message(), refusal.hint()));
            }
            if (cause instanceof StackOverflowError) {
                return tooDeep(file);
            }
        }
        // Handlebars' reason quotes the template at most; values appear in no message of the compiler.
        String reason = error == null || error.reason == null ? "the tag is malformed" : error.reason;
        return new AuthoringException(Finding.error(
                at, "", reason.replaceAll("\\s+", " ").strip(), "check that every {{#block}} is closed in its turn"));
    }

    /** The place of an unknown block, which Handlebars refuses with its name alone. */
    private static AuthoringException withoutPlace(String file, String body, int firstLine, HandlebarsException e) {
        Matcher unknown = UNKNOWN_BLOCK.matcher(String.valueOf(e.getMessage()));
        if (!unknown.find()) {
            return refused(file, firstLine, e);
        }
        String name = unknown.group(1);
        Matcher opening =
                Pattern.compile("\\{\\{~?[#^]\\s*" + Pattern.quote(name)).matcher(body);
        String before = opening.find() ? body.substring(0, opening.start()) : "";
        int line = firstLine + (int) before.chars().filter(c -> c == '\n').count();
        int column = before.length() - before.lastIndexOf('\n');
        return new AuthoringException(Finding.error(
                new SourcePosition(file, line, column), "", "there is no helper " + name, "check its name"));
    }

    private static AuthoringException malformed(String file) {
        return new AuthoringException(
                Finding.error(SourcePosition.wholeFile(file), "", "the body cannot be rendered", "check its {{tags}}"));
    }

    private static AuthoringException tooDeep(String file) {
        return new AuthoringException(Finding.error(
                SourcePosition.wholeFile(file), "", "the body is nested too deeply", "flatten its blocks"));
    }
}
