package parley.tutor.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The small English words around answers, and how alike two rows of words are. Stateless. */
final class AnswerWords {
    /** Words around a short answer that make no difference: "I think it's …". */
    static final Set<String> CARRIERS = Set.of(
            "i",
            "think",
            "it",
            "is",
            "the",
            "answer",
            "maybe",
            "perhaps",
            "guess",
            "believe",
            "say",
            "would",
            "we",
            "word",
            "should",
            "be",
            "right",
            "my",
            "probably",
            "that",
            "yes",
            "a",
            "an",
            "must",
            "can",
            "you");

    /** Directly before an answer these turn it into something else: "did I went", "not went". */
    static final Set<String> CONTRADICTING_BEFORE = Set.of(
            "not", "never", "or", "do", "does", "did", "am", "is", "are", "was", "were", "have", "has", "had", "will",
            "can", "could", "should", "to");

    static final Set<String> CONTRADICTING_AFTER = Set.of("or", "not");

    /** Words that take back what was said before them. */
    static final Set<String> REPAIRS = Set.of("no", "sorry", "mean", "actually", "rather", "wait");

    private static final List<List<String>> LEAD_INS = List.of(
            List.of("i", "think", "it", "is"),
            List.of("i", "think", "the", "answer", "is"),
            List.of("the", "answer", "is"),
            List.of("i", "would", "say"),
            List.of("you", "can", "say"),
            List.of("we", "say"),
            List.of("i", "say"),
            List.of("i", "think"),
            List.of("i", "guess"),
            List.of("maybe", "it", "is"),
            List.of("is", "it"),
            List.of("it", "is"),
            List.of("maybe"));

    private static final Set<String> FUNCTION_WORDS = Set.of(
            "a",
            "an",
            "the",
            "i",
            "you",
            "he",
            "she",
            "it",
            "we",
            "they",
            "me",
            "him",
            "her",
            "us",
            "them",
            "my",
            "your",
            "his",
            "our",
            "their",
            "is",
            "am",
            "are",
            "was",
            "were",
            "be",
            "been",
            "do",
            "does",
            "did",
            "have",
            "has",
            "had",
            "will",
            "would",
            "can",
            "could",
            "not",
            "and",
            "or",
            "but",
            "to",
            "of",
            "in",
            "on",
            "at",
            "for",
            "with",
            "from",
            "by",
            "that",
            "this",
            "there",
            "what",
            "who",
            "how",
            "when",
            "where",
            "why",
            "so",
            "very",
            "too",
            "say",
            "said",
            "english",
            "sentence",
            "word",
            "answer",
            "please",
            "about",
            "if",
            "as");

    private AnswerWords() {}

    /** Whether a word says something by itself. */
    static boolean isContent(String word) {
        return !FUNCTION_WORDS.contains(word);
    }

    /** The first four letters, which the forms of most words share. */
    static String stem(String word) {
        return word.length() <= 4 ? word : word.substring(0, 4);
    }

    /** The words without "I think it is" and the like before them. */
    static List<String> withoutLeadIn(List<String> words) {
        for (List<String> leadIn : LEAD_INS) {
            if (words.size() > leadIn.size() && words.subList(0, leadIn.size()).equals(leadIn)) {
                return words.subList(leadIn.size(), words.size());
            }
        }
        return words;
    }

    static List<String> withoutPlease(List<String> words) {
        return words.size() > 1 && words.getLast().equals("please") ? words.subList(0, words.size() - 1) : words;
    }

    /** Whether the words end with a lead-in. */
    static boolean leadsIn(List<String> before) {
        return LEAD_INS.stream()
                .anyMatch(l -> before.size() >= l.size()
                        && before.subList(before.size() - l.size(), before.size())
                                .equals(l));
    }

    /** The share of both rows' words that they have in common, 0 to 1. */
    static double likeness(List<String> a, List<String> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        List<String> rest = new ArrayList<>(b);
        long shared = a.stream().limit(200).filter(rest::remove).count();
        return 2.0 * shared / (a.size() + b.size());
    }

    /** How often one row stands in another. */
    static int count(List<String> words, List<String> form) {
        int found = 0;
        for (int i = 0; !form.isEmpty() && i + form.size() <= words.size(); i++) {
            if (words.subList(i, i + form.size()).equals(form)) {
                found++;
            }
        }
        return found;
    }
}
