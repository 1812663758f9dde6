package parley.prompts.course;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A text in one or more languages, by BCP 47 tag such as {@code en} or {@code zh-CN}. Immutable.
 *
 * @param byLocale never empty
 */
public record LocalizedText(Map<String, String> byLocale) {

    /** The language that every text of ours falls back to. */
    public static final String FALLBACK = "en";

    public LocalizedText {
        if (byLocale.isEmpty()) {
            throw new IllegalArgumentException("a text needs at least one language");
        }
        byLocale = Collections.unmodifiableMap(new TreeMap<>(byLocale));
    }

    /** A text in English only. */
    public static LocalizedText english(String text) {
        return new LocalizedText(Map.of(FALLBACK, text));
    }

    /**
     * The text in the locale, or in the nearest that exists: {@code zh-CN → zh → en}, and when even that is missing
     * the alphabetically first there is.
     */
    public String in(String localeTag) {
        for (String tag : Locales.fallbacks(localeTag)) {
            String text = byLocale.get(tag);
            if (text != null) {
                return text;
            }
        }
        return byLocale.values().iterator().next();
    }
}
