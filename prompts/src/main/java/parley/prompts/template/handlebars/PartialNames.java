package parley.prompts.template.handlebars;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import parley.prompts.source.AuthoringException;

/** The partials that a body includes itself, however their names are written. */
public final class PartialNames {
    /** What every tag of a partial begins with; a body without it need not be read. */
    private static final Pattern TAG = Pattern.compile("\\{\\{~?#?>");

    private PartialNames() {}

    /**
     * The names in the order in which they stand. Those that the body defines itself are not among them, nor are names that
     * are worked out while rendering.
     *
     * @return empty, too, for a body that cannot be read: with it nothing is included
     */
    public static Set<String> in(String body) {
        Set<String> names = new LinkedHashSet<>();
        if (TAG.matcher(body).find()) {
            try {
                CompiledBody.compile("", body, 1, Dialect.STRICT, name -> {
                    names.add(name);
                    // Nothing of its own: only what this body itself includes is asked for.
                    return Optional.of(new PartialSource.Text("", ""));
                });
            } catch (AuthoringException e) {
                // Said where the body is compiled for good.
            }
        }
        return names;
    }
}
