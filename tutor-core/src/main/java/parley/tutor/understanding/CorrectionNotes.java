package parley.tutor.understanding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.YamlSource;

/**
 * Why something is corrected, in the learner's own language; read from {@code correction-notes.yaml}. A
 * {@link Correction} carries its rule's id, so a note can be found for corrections of any age. Immutable and
 * thread-safe.
 */
public final class CorrectionNotes {
    private static final String ENGLISH = "en";
    private static final String OTHER = "other";

    private final Map<String, Map<String, String>> byRule = new HashMap<>();

    private CorrectionNotes() {
        String name = "correction-notes.yaml";
        try (InputStream in = CorrectionNotes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing");
            }
            Map<String, @Nullable Object> yaml =
                    YamlSource.read(name, in.readAllBytes()).orThrow().plainMap();
            yaml.forEach((rule, notes) -> {
                Map<String, String> byLocale = new HashMap<>();
                if (notes instanceof Map<?, ?> map) {
                    map.forEach((locale, text) -> byLocale.put(String.valueOf(locale), String.valueOf(text)));
                }
                byRule.put(rule, Map.copyOf(byLocale));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The notes in our jar, which are part of the program: ones that can't be read are a bug. */
    public static CorrectionNotes shipped() {
        return Holder.SHIPPED;
    }

    private static final class Holder {
        private static final CorrectionNotes SHIPPED = new CorrectionNotes();
    }

    /** Whether there is a note of its own for {@code rule}. */
    public boolean has(String rule) {
        return byRule.containsKey(rule);
    }

    /**
     * Why {@code correction} was made.
     *
     * @param locale {@code en} or {@code zh-CN}; others read English
     */
    public String note(Correction correction, String locale) {
        @Nullable String own = byRule.getOrDefault(correction.rule(), Map.of()).get(locale);
        if (own != null) {
            return own;
        }
        @Nullable String other = byRule.getOrDefault(OTHER, Map.of()).get(locale);
        return other == null || locale.equals(ENGLISH) ? correction.message() : other;
    }
}
