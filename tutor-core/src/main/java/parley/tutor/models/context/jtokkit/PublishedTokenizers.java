package parley.tutor.models.context.jtokkit;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import parley.tutor.models.context.TokenCounter;
import parley.tutor.models.context.TokenCounters;
import parley.tutor.models.context.TokenEstimate;

/**
 * Exact counts for the tokenizers that OpenAI published: {@code o200k_base}, {@code cl100k_base}, {@code p50k_base},
 * {@code p50k_edit} and {@code r50k_base}; estimates for all others. Thread-safe. A tokenizer's table is loaded at its
 * first use, which takes some hundred milliseconds.
 */
public final class PublishedTokenizers implements TokenCounters {
    private final EncodingRegistry registry = Encodings.newLazyEncodingRegistry();

    @Override
    public TokenCounter of(String tokenizer) {
        return EncodingType.fromName(tokenizer)
                .map(type -> counter(registry.getEncoding(type)))
                .orElse(TokenEstimate.TOKENS);
    }

    /** Ordinary: a learner may write {@code <|endoftext|>}, which is no end of a text. */
    private static TokenCounter counter(Encoding encoding) {
        return encoding::countTokensOrdinary;
    }
}
