package parley.prompts.library;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import parley.prompts.template.FrontMatter;

/** The suites that a prompt's front matter names, as {@code parley.suites: [name]} or below {@code ext}. */
final class SuiteNames {
    private SuiteNames() {}

    static List<String> of(FrontMatter front) {
        Object named = front.ext().get("parley") instanceof Map<?, ?> ours ? ours.get("suites") : null;
        return switch (named) {
            case String one -> List.of(one);
            case Collection<?> several -> several.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }
}
