package parley.speech.turns;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.speech.hearing.Grammar;

/**
 * How whole the learner's words sound, which decides how long the tutor waits for more.
 *
 * <p>Recognised words carry no punctuation, so only the words themselves tell. An answer that the course expects is
 * whole; the beginning of one is not; a last word that English does not end a sentence on leaves it open.
 */
public enum Completeness {
    /** Nothing more is to be expected. */
    COMPLETE,
    /** May be whole. */
    NORMAL,
    /** Plainly goes on. */
    OPEN;

    /** Words after which a speaker has not finished: conjunctions, articles, prepositions, auxiliaries, fillers. */
    private static final Set<String> OPENING = Set.of(
            "and",
            "but",
            "or",
            "nor",
            "so",
            "because",
            "cause",
            "if",
            "when",
            "while",
            "than",
            "then",
            "although",
            "a",
            "an",
            "the",
            "my",
            "your",
            "his",
            "her",
            "its",
            "our",
            "their",
            "this",
            "these",
            "some",
            "every",
            "to",
            "of",
            "for",
            "with",
            "in",
            "on",
            "at",
            "from",
            "by",
            "about",
            "into",
            "like",
            "as",
            "i",
            "we",
            "he",
            "she",
            "they",
            "i'm",
            "i'd",
            "i'll",
            "you're",
            "we're",
            "they're",
            "he's",
            "she's",
            "is",
            "am",
            "are",
            "was",
            "were",
            "want",
            "wanna",
            "would",
            "will",
            "can",
            "could",
            "should",
            "must",
            "have",
            "has",
            "had",
            "do",
            "does",
            "very",
            "really",
            "um",
            "uh",
            "er",
            "erm",
            "hmm",
            "mm",
            "well");

    /** Endings that close what was said, whatever came before. */
    private static final List<String> CLOSING = List.of(
            "please",
            "thank you",
            "thanks",
            "goodbye",
            "bye",
            "bye bye",
            "i don't know",
            "that's all",
            "of course",
            "not yet",
            "me too",
            "see you",
            "see you later",
            "nothing else",
            "that's it");

    /** Shortest answer, in words, of which one may differ and it still counts as that answer. */
    private static final int NEARLY_FROM_WORDS = 4;

    /**
     * Judges {@code text}.
     *
     * @param answers what the course expects, most likely first
     * @param phrases what may be said to anything
     */
    public static Completeness of(String text, List<String> answers, List<String> phrases) {
        Optional<String> spelled = Grammar.spell(text);
        if (spelled.isEmpty()) {
            return endsASentence(text) ? COMPLETE : NORMAL;
        }
        String words = spelled.get();
        boolean whole = phrases.stream().anyMatch(phrase -> same(words, phrase));
        boolean begun = false;
        for (String answer : answers) {
            String expected = Grammar.spell(answer).orElse("");
            whole |= expected.equals(words) || nearly(words, expected);
            begun |= expected.startsWith(words + " ");
        }
        if (whole) {
            // "I went" may be an answer and the beginning of "I went home": then it is not sure to be whole.
            return begun ? NORMAL : COMPLETE;
        }
        if (endsASentence(text) || CLOSING.stream().anyMatch(ending -> endsWith(words, ending))) {
            return COMPLETE;
        }
        return begun || OPENING.contains(words.substring(words.lastIndexOf(' ') + 1)) ? OPEN : NORMAL;
    }

    private static boolean same(String words, String phrase) {
        return Grammar.spell(phrase).filter(words::equals).isPresent();
    }

    private static boolean endsWith(String words, String ending) {
        return words.equals(ending) || words.endsWith(" " + ending);
    }

    /** Recognisers that write punctuation say themselves that a sentence has ended. */
    private static boolean endsASentence(String text) {
        String trimmed = text.strip();
        return !trimmed.isEmpty() && ".?!\u3002\uff1f\uff01".indexOf(trimmed.charAt(trimmed.length() - 1)) >= 0;
    }

    /** Same length, one word heard otherwise, and the last word the same: nothing is missing at the end. */
    private static boolean nearly(String words, String expected) {
        List<String> said = List.of(words.split(" ", -1));
        List<String> wanted = List.of(expected.split(" ", -1));
        if (wanted.size() < NEARLY_FROM_WORDS || said.size() != wanted.size()) {
            return false;
        }
        int different = 0;
        for (int i = 0; i < said.size(); i++) {
            if (!said.get(i).equals(wanted.get(i))) {
                different++;
            }
        }
        return different <= 1 && said.getLast().equals(wanted.getLast());
    }
}
