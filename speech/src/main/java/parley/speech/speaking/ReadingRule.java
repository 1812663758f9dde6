package parley.speech.speaking;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A way of writing and how it is read.
 *
 * @param words what is said for a match, or null when it is no such thing after all
 */
record ReadingRule(Pattern pattern, Function<MatchResult, @Nullable String> words) {
    static ReadingRule of(String pattern, Function<MatchResult, @Nullable String> words) {
        return new ReadingRule(Pattern.compile(pattern), words);
    }

    static ReadingRule of(String pattern, String words) {
        return of(pattern, match -> words);
    }

    /** Reads {@code text} by all rules, the first first. */
    static TracedText all(List<ReadingRule> rules, TracedText text) {
        TracedText read = text;
        for (ReadingRule rule : rules) {
            read = read.replace(rule.pattern, rule.words);
        }
        return read;
    }
}
