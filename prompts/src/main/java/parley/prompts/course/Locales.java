package parley.prompts.course;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The locales that shipped texts exist in, and the order in which a missing one is replaced. */
public final class Locales {

    /** The locales that every shipped text has. */
    public static final List<String> SHIPPED = List.of("en", "zh-CN");

    private Locales() {}

    /**
     * The tags to try for a locale, the best first: the tag itself, then shorter ones, then the shipped locale of the
     * same language, then {@code en}; {@code zh-TW} gives {@code zh-TW, zh, zh-CN, en}. A tag is brought to its usual
     * case ({@code ZH-cn} is {@code zh-CN}); one that is no language tag gives {@code en} alone.
     */
    public static List<String> fallbacks(String localeTag) {
        Locale locale = Locale.forLanguageTag(localeTag.replace('_', '-'));
        Set<String> tags = new LinkedHashSet<>();
        String tag = locale.toLanguageTag();
        while (!tag.isEmpty() && !"und".equals(tag)) {
            tags.add(tag);
            int cut = tag.lastIndexOf('-');
            tag = cut < 0 ? "" : tag.substring(0, cut);
        }
        for (String shipped : SHIPPED) {
            if (Locale.forLanguageTag(shipped).getLanguage().equals(locale.getLanguage())) {
                tags.add(shipped);
            }
        }
        tags.add(LocalizedText.FALLBACK);
        return List.copyOf(tags);
    }
}
