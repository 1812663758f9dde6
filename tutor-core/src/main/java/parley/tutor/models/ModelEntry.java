package parley.tutor.models;

import java.util.Set;

/**
 * A model of the catalogue: where it answers, and what is known of it.
 *
 * @param endpoint its name there is its name in the catalogue
 * @param tags the operator's own words for it, such as {@code fast}
 * @param contextTokens its window, prompt and answer together
 * @param languages it words well, as language codes such as {@code en}; empty for all
 * @param tokenizer how its tokens are counted, such as {@code o200k_base} or {@code cl100k_base}; empty when unknown
 * @param maxConcurrent requests at the same time, 1 or more
 * @param maxWaiting requests that may wait for their turn, 0 or more; further ones go elsewhere
 */
public record ModelEntry(
        ModelEndpoint endpoint,
        Set<String> tags,
        Price price,
        int contextTokens,
        Set<String> languages,
        Set<Capability> capabilities,
        String tokenizer,
        int maxConcurrent,
        int maxWaiting) {
    /** The window of a model of which nothing is said; every model of note has at least this. */
    public static final int DEFAULT_CONTEXT_TOKENS = 8_192;

    public static final int DEFAULT_MAX_CONCURRENT = 32;
    public static final int DEFAULT_MAX_WAITING = 64;

    /** What a model can do beyond words. */
    public enum Capability {
        TOOLS,
        JSON
    }

    public ModelEntry {
        tags = Set.copyOf(tags);
        languages = Set.copyOf(languages);
        capabilities = Set.copyOf(capabilities);
        if (contextTokens < 512) {
            throw new IllegalArgumentException("A model's window has at least 512 tokens");
        }
        if (maxConcurrent < 1 || maxWaiting < 0) {
            throw new IllegalArgumentException("A model takes at least one request at a time, and waiting ones from 0");
        }
    }

    /** A model of which nothing but its endpoint is known. */
    public static ModelEntry of(ModelEndpoint endpoint) {
        return new ModelEntry(
                endpoint,
                Set.of(),
                Price.FREE,
                DEFAULT_CONTEXT_TOKENS,
                Set.of(),
                Set.of(),
                "",
                DEFAULT_MAX_CONCURRENT,
                DEFAULT_MAX_WAITING);
    }

    public String name() {
        return endpoint.name();
    }
}
