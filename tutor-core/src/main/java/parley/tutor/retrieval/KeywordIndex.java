package parley.tutor.retrieval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parley.prompts.course.ExplanationStyle;

/**
 * Finds passages by the words that they share with the question; serves where no embedding model does, and beside one.
 * Immutable.
 *
 * <p>The score is the share of the question's content that the passage covers, each term weighed by how few concepts have
 * it (inverse document frequency, Robertson and Spärck Jones 1976). A term that no concept has weighs most, so that a
 * question about something else is not answered because of one common word. A concept's names count fully, its texts
 * in part.
 */
public final class KeywordIndex implements PassageIndex {
    /** A term in the passage's own text says less than one in the concept's title or keywords. */
    static final double IN_TEXT = 0.65;

    /** A term that is only practised says even less: exercises speak of coffee and of trains. */
    static final double IN_EXERCISES = 0.45;

    /** What is left of a match of one word that the passage only happens to hold: too little to offer a teacher's help. */
    static final double BY_CHANCE = 0.08;

    /** Brings coverage to the port's scale: 0.31 of the content, the calibrated threshold, becomes 0.5. */
    private static final double TO_SCORE = 0.59;

    /** Among equals explanations come before examples, contrasts and the explanations of items. */
    private static final Comparator<Scored> BEST_FIRST = Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparing(s -> s.passage().kind());

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> conceptsWith = new HashMap<>();
    private final int concepts;

    /** The names of all concepts, as terms in order. */
    private final Set<List<String>> names = new HashSet<>();

    private record Entry(Passage passage, Set<String> names, Set<String> text, Set<String> practised) {
        double holds(String term) {
            if (names.contains(term)) {
                return 1;
            }
            if (text.contains(term)) {
                return IN_TEXT;
            }
            return practised.contains(term) ? IN_EXERCISES : 0;
        }

        /** Whether the passage shares more with a question about {@code content} than a word that anything may hold. */
        boolean specificTo(Set<String> content) {
            return content.isEmpty()
                    || content.stream().anyMatch(names::contains)
                    || (explains()
                            && content.stream().filter(text::contains).limit(2).count() == 2);
        }

        /** Whether its words were chosen to say what the concept is; examples and analogies are about anything. */
        private boolean explains() {
            return passage.kind() == Passage.Kind.CONTRAST
                    || passage.id().equals(passage.conceptId() + "/" + ExplanationStyle.DEFINITION.fileName());
        }
    }

    private KeywordIndex(Passages passages) {
        Map<String, Set<String>> termsByConcept = new HashMap<>();
        for (Passage passage : passages.all()) {
            Set<String> ofNames = new HashSet<>();
            for (String name : passages.names(passage.conceptId())) {
                List<String> terms = QuestionTerms.of(name);
                names.add(terms);
                ofNames.addAll(terms);
            }
            Set<String> text = new HashSet<>();
            passage.text().byLocale().values().forEach(t -> text.addAll(QuestionTerms.of(t)));
            Set<String> practised = Set.copyOf(QuestionTerms.of(passages.practised(passage.conceptId())));
            entries.add(new Entry(passage, Set.copyOf(ofNames), Set.copyOf(text), practised));
            Set<String> ofConcept = termsByConcept.computeIfAbsent(passage.conceptId(), id -> new HashSet<>());
            ofConcept.addAll(ofNames);
            ofConcept.addAll(text);
            ofConcept.addAll(practised);
        }
        concepts = termsByConcept.size();
        termsByConcept.values().forEach(terms -> terms.forEach(t -> conceptsWith.merge(t, 1, Integer::sum)));
    }

    public static KeywordIndex of(Passages passages) {
        return new KeywordIndex(passages);
    }

    @Override
    public List<Scored> search(String query, String locale, int k) {
        return coverage(query).entrySet().stream()
                .map(e -> new Scored(e.getKey(), Math.pow(e.getValue(), TO_SCORE)))
                .filter(s -> s.score() > 0)
                .sorted(BEST_FIRST)
                .limit(k)
                .toList();
    }

    /** For each passage how much of the question's content it covers, 0 to 1. */
    public Map<Passage, Double> coverage(String query) {
        String read = query.substring(0, Math.min(query.length(), MAX_QUERY_CHARS));
        Set<String> terms = content(read);
        boolean aboutWords = QuestionTerms.aboutWords(read);
        Set<String> content = Set.copyOf(QuestionTerms.content(read));
        double all = terms.stream().mapToDouble(this::weight).sum();
        Map<Passage, Double> coverage = new HashMap<>();
        for (Entry entry : entries) {
            double covered =
                    terms.stream().mapToDouble(t -> weight(t) * entry.holds(t)).sum();
            double counts = aboutWords || entry.specificTo(content) ? 1 : BY_CHANCE;
            coverage.put(entry.passage, all == 0 ? 0 : counts * covered / all);
        }
        return coverage;
    }

    /**
     * What the question is about: its words that don't only ask, and names of concepts that stand in it, though they may be
     * made of words for asking ("there is"). A question that holds nothing else may be about a single such word ("a", "the").
     */
    private Set<String> content(String question) {
        Set<String> content = new HashSet<>(QuestionTerms.content(question));
        boolean onlyAsks = content.isEmpty();
        List<String> all = QuestionTerms.of(question);
        for (List<String> name : names) {
            boolean counts = name.size() > 1 || onlyAsks;
            if (counts && Collections.indexOfSubList(all, name) >= 0) {
                content.addAll(name);
            }
        }
        return content;
    }

    private double weight(String term) {
        int with = conceptsWith.getOrDefault(term, 0);
        return Math.log(1 + (concepts - with + 0.5) / (with + 0.5));
    }
}
