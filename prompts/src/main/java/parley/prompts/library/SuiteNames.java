package parley.prompts.library;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.template.FrontMatter;

/** The suites that a prompt's front matter names, as {@code parley.suites: [name]} or below {@code ext}. */
final class SuiteNames {
    private SuiteNames() {}

    static List<String> of(FrontMatter front) {
        Map<String, @Nullable Object> fields = front.fields();
        Object named = fields.get("parley.suites");
        if (named == null
                && fields.get("ext") instanceof Map<?, ?> ext
                && ext.get("parley") instanceof Map<?, ?> ours) {
            named = ours.get("suites");
        }
        return switch (named) {
            case String one -> List.of(one);
            case Collection<?> several -> several.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }
}
