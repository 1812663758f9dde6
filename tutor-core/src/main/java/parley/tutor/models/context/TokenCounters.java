package parley.tutor.models.context;

/** The counters of tokens by the names that the catalogue of models gives to tokenizers. Thread-safe. */
@FunctionalInterface
public interface TokenCounters {
    /** Estimates for every model. */
    TokenCounters ESTIMATED = tokenizer -> TokenEstimate.TOKENS;

    /** The counter of a tokenizer such as {@code o200k_base}; an estimate when it is empty or unknown. */
    TokenCounter of(String tokenizer);
}
