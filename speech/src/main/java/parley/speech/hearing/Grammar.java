package parley.speech.hearing;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The phrases one utterance may be decoded against, in the spelling of a recogniser's lexicon.
 *
 * <p>Every phrase is lower case, made only of {@code a–z}, apostrophes and single spaces, at most
 * {@link #MAX_PHRASE_CHARS} long; there are 1..{@link #MAX_PHRASES} of them, none twice. Native
 * recognisers die on malformed grammars, so nothing else gets to them. Immutable.
 */
public final class Grammar {
    /** Most phrases; beyond, decoding is hardly better than free decoding and building takes noticeable time. */
    public static final int MAX_PHRASES = 2_500;

    public static final int MAX_PHRASE_CHARS = 300;

    /** What an adapter reports for speech that fits no phrase. */
    public static final String UNKNOWN = "[unk]";

    private final List<String> phrases;

    private Grammar(List<String> phrases) {
        this.phrases = phrases;
    }

    /**
     * A grammar of the usable ones among {@code phrases}; empty when none is.
     *
     * <p>Punctuation and case are dropped and accents folded. A phrase with digits or other scripts
     * can not be spelled in the lexicon, and one that is too long is no answer: both are left out,
     * and so are those after the {@link #MAX_PHRASES}th.
     */
    public static Optional<Grammar> of(List<String> phrases) {
        var usable = new LinkedHashSet<String>();
        for (String phrase : phrases) {
            if (usable.size() == MAX_PHRASES) {
                break;
            }
            spell(phrase).ifPresent(usable::add);
        }
        return usable.isEmpty() ? Optional.empty() : Optional.of(new Grammar(List.copyOf(usable)));
    }

    /** {@code phrase} as a recogniser's lexicon would spell it, or empty when it can not be. */
    public static Optional<String> spell(String phrase) {
        if (phrase.length() > 2 * MAX_PHRASE_CHARS) {
            return Optional.empty();
        }
        String folded = Normalizer.normalize(phrase, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var spelled = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c == '\u2019' || c == '\u02bc' || c == '`') {
                c = '\'';
            }
            if ((c >= 'a' && c <= 'z') || c == '\'') {
                spelled.append(c);
            } else if (Character.isLetterOrDigit(c)) {
                return Optional.empty();
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                spelled.append(' ');
            }
        }
        // An apostrophe counts only inside a word (don't) or as a clipped start ('em is rare): drop quotes.
        String words = spelled.toString()
                .replaceAll("(?<![a-z])'+|'+(?![a-z])", " ")
                .trim()
                .replaceAll(" +", " ");
        return words.isEmpty() || words.length() > MAX_PHRASE_CHARS ? Optional.empty() : Optional.of(words);
    }

    /** The phrases, spelled as the lexicon spells, in the order given. */
    public List<String> phrases() {
        return phrases;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Grammar grammar && grammar.phrases.equals(phrases);
    }

    @Override
    public int hashCode() {
        return phrases.hashCode();
    }

    @Override
    public String toString() {
        return "Grammar of " + phrases.size() + " phrases";
    }
}
