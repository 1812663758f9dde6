package parley.prompts.lint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptBundle;
import parley.prompts.library.PromptFileName;

/**
 * A translation that a prompt lacks: of the prompt itself or of one of its variants, in a locale that is wanted or that
 * another of its files has. Immutable.
 *
 * @param fileName the file that is not there
 * @param variant null for the usual one
 * @param instead the file that such a learner gets
 */
public record MissingLocale(String fileName, @Nullable String variant, String locale, String instead) {

    /** The translations that a prompt lacks, by variant and locale. */
    public static List<MissingLocale> of(PromptBundle bundle, List<String> wantedLocales) {
        List<MissingLocale> missing = new ArrayList<>();
        for (Optional<String> variant : variants(bundle)) {
            for (String locale : locales(bundle, wantedLocales)) {
                String fileName = new PromptFileName(bundle.prompt(), variant.orElse(null), locale).fileName();
                if (!bundle.texts().containsKey(fileName)) {
                    String usual = new PromptFileName(bundle.prompt(), variant.orElse(null), null).fileName();
                    missing.add(new MissingLocale(
                            fileName,
                            variant.orElse(null),
                            locale,
                            bundle.fileFor(variant.orElse(null), locale).orElse(usual)));
                }
            }
        }
        return missing;
    }

    /** The variants that a prompt has, empty for the usual one, in the order of its files. */
    static Set<Optional<String>> variants(PromptBundle bundle) {
        Set<Optional<String>> variants = new LinkedHashSet<>();
        bundle.files().forEach(file -> variants.add(Optional.ofNullable(file.variant())));
        return variants;
    }

    /** The locales that are wanted, and those that some file of the prompt has. */
    static Set<String> locales(PromptBundle bundle, List<String> wanted) {
        Set<String> locales = new TreeSet<>(wanted);
        bundle.files().stream()
                .map(PromptFileName::locale)
                .filter(Objects::nonNull)
                .forEach(locales::add);
        return locales;
    }
}
