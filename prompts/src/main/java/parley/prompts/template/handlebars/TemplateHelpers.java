package parley.prompts.template.handlebars;

import com.github.jknack.handlebars.Decorator;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.HelperRegistry;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.TagType;
import com.github.jknack.handlebars.helper.EachHelper;
import com.github.jknack.handlebars.helper.IfHelper;
import com.github.jknack.handlebars.helper.LookupHelper;
import com.github.jknack.handlebars.helper.UnlessHelper;
import com.github.jknack.handlebars.helper.WithHelper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Exactly the helpers that a template may use. Handlebars' own registry also holds some that read files, evaluate
 * scripts or log; none of those is here, and nothing can be added.
 */
final class TemplateHelpers implements HelperRegistry {

    private final Map<String, Helper<?>> helpers = new HashMap<>();
    private final Supplier<RenderScope> scope;
    private final Set<String> roles;

    /**
     * @param lenient whether a name that is neither helper nor variable is let through to the render, which refuses
     *     it; strict, an unknown helper is already refused by the compiler
     */
    TemplateHelpers(Supplier<RenderScope> scope, Set<String> roles, boolean lenient) {
        this.scope = scope;
        this.roles = roles;
        helpers.put("if", IfHelper.INSTANCE);
        helpers.put("unless", UnlessHelper.INSTANCE);
        helpers.put("with", WithHelper.INSTANCE);
        helpers.put("lookup", LookupHelper.INSTANCE);
        helpers.put("each", (Helper<Object>) this::each);
        helpers.put("role", (Helper<Object>) this::role);
        helpers.put("history", (Helper<Object>) this::history);
        helpers.put("learner", (Helper<Object>) this::learner);
        helpers.put("json", (Helper<Object>) (value, options) -> JsonText.of(value));
        helpers.put("ifEquals", (Helper<Object>)
                (value, options) -> equal(value, options) ? options.fn() : options.inverse());
        helpers.put("unlessEquals", (Helper<Object>)
                (value, options) -> equal(value, options) ? options.inverse() : options.fn());
        if (lenient) {
            helpers.put(HELPER_MISSING, (Helper<Object>) (value, options) -> {
                throw missing("the variable " + options.helperName + " is missing");
            });
        }
    }

    private Object each(@Nullable Object items, Options options) throws IOException {
        int rounds = switch (items) {
            case Collection<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case null, default -> 0;
        };
        scope.get().spendRounds(rounds, options.fn.text().length());
        return items == null ? options.inverse() : EachHelper.INSTANCE.apply(items, options);
    }

    private Object role(@Nullable Object name, Options options) {
        markerOnly(options);
        if (!(name instanceof String text) || !roles.contains(text)) {
            throw new HelperRefusal(
                    "there is no such role",
                    "write {{role \"…\"}} with one of "
                            + String.join(", ", roles.stream().sorted().toList()));
        }
        return scope.get().mark(new BodyPart.RoleMarker(text));
    }

    private Object history(@Nullable Object ignored, Options options) {
        markerOnly(options);
        return scope.get().mark(new BodyPart.HistoryMarker());
    }

    private Object learner(@Nullable Object value, Options options) {
        markerOnly(options);
        if (options.context.data(com.github.jknack.handlebars.Context.PARAM_SIZE) instanceof Integer count
                && count != 1) {
            throw new HelperRefusal("{{learner x}} takes one variable", "name it");
        }
        return switch (value) {
            case null -> throw missing("the fenced variable is missing");
            case String text -> {
                scope.get().spendCharacters(text.length());
                yield text.isEmpty() ? "" : scope.get().mark(new BodyPart.LearnerText(text));
            }
            case Number number -> scope.get().mark(new BodyPart.LearnerText(number.toString()));
            default -> throw new HelperRefusal("the fenced variable is no text", "fence each text of it by itself");
        };
    }

    /** Markers stand for themselves only: inside another helper their text could be changed. */
    private static void markerOnly(Options options) {
        if (options.tagType == TagType.SECTION || options.tagType == TagType.SUB_EXPRESSION) {
            throw new HelperRefusal(
                    "{{" + options.helperName + "}} can be no block and no argument", "let it stand by itself");
        }
    }

    private static boolean equal(@Nullable Object value, Options options) {
        Object other = options.params.length == 0 ? null : options.param(0);
        if (value instanceof Number a && other instanceof Number b) {
            return Double.compare(a.doubleValue(), b.doubleValue()) == 0;
        }
        return Objects.equals(value, other);
    }

    private static HelperRefusal missing(String message) {
        return new HelperRefusal(message, "give it a value, or a default under input.default");
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the interface's null means "no such helper"
    public <C> Helper<C> helper(String name) {
        return (Helper<C>) helpers.get(name);
    }

    @Override
    public Set<Map.Entry<String, Helper<?>>> helpers() {
        return helpers.entrySet();
    }

    @Override
    @SuppressWarnings("NullAway") // the interface's null means "no such decorator"
    public Decorator decorator(String name) {
        return null;
    }

    @Override
    public HelperRegistry setCharset(Charset charset) {
        return this;
    }

    @Override
    public <H> HelperRegistry registerHelper(String name, Helper<H> helper) {
        throw closed();
    }

    @Override
    public <H> HelperRegistry registerHelperMissing(Helper<H> helper) {
        throw closed();
    }

    @Override
    public HelperRegistry registerHelpers(Object source) {
        throw closed();
    }

    @Override
    public HelperRegistry registerHelpers(Class<?> source) {
        throw closed();
    }

    @Override
    public HelperRegistry registerHelpers(URI source) {
        throw closed();
    }

    @Override
    public HelperRegistry registerHelpers(File source) {
        throw closed();
    }

    @Override
    public HelperRegistry registerHelpers(String file, Reader source) {
        throw closed();
    }

    @Override
    public HelperRegistry registerHelpers(String file, InputStream source) {
        throw closed();
    }

    @Override
    public HelperRegistry registerHelpers(String file, String source) {
        throw closed();
    }

    @Override
    public HelperRegistry registerDecorator(String name, Decorator decorator) {
        throw closed();
    }

    private static UnsupportedOperationException closed() {
        return new UnsupportedOperationException("the helpers of templates are fixed");
    }
}
