package parley.prompts.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The locales that shipped texts exist in, and the order in which a missing one is replaced. */
public final class Locales {

    /** The locales that every shipped text has. */
    public static final List<String> SHIPPED = List.of("en", "zh-CN");

    private Locales() {}

    /**
     * The tags to try for a locale, the best first: the tag itself, then shorter ones, then {@code en}. A tag is
     * brought to its usual case ({@code ZH-cn} is {@code zh-CN}); one that is no language tag gives {@code en} alone.
     */
    public static List<String> fallbacks(String localeTag) {
        List<String> tags = new ArrayList<>();
        String tag = Locale.forLanguageTag(localeTag.replace('_', '-')).toLanguageTag();
        while (!tag.isEmpty() && !"und".equals(tag)) {
            tags.add(tag);
            int cut = tag.lastIndexOf('-');
            tag = cut < 0 ? "" : tag.substring(0, cut);
        }
        if (!tags.contains(LocalizedText.FALLBACK)) {
            tags.add(LocalizedText.FALLBACK);
        }
        return tags;
    }
}
