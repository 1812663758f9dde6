package parley.tutor.retrieval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** Among equals explanations come before examples, contrasts and the explanations of items. */
    private static final Comparator<Scored> BEST_FIRST = Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparing(s -> s.passage().kind());

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> conceptsWith = new HashMap<>();
    private final int concepts;

    private record Entry(Passage passage, Set<String> names, Set<String> text) {}

    private KeywordIndex(Passages passages) {
        Map<String, Set<String>> termsByConcept = new HashMap<>();
        for (Passage passage : passages.all()) {
            Set<String> names = new HashSet<>();
            passages.names(passage.conceptId()).forEach(name -> names.addAll(QuestionTerms.of(name)));
            Set<String> text = new HashSet<>();
            passage.text().byLocale().values().forEach(t -> text.addAll(QuestionTerms.of(t)));
            entries.add(new Entry(passage, Set.copyOf(names), Set.copyOf(text)));
            Set<String> ofConcept = termsByConcept.computeIfAbsent(passage.conceptId(), id -> new HashSet<>());
            ofConcept.addAll(names);
            ofConcept.addAll(text);
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
                .map(e -> new Scored(e.getKey(), e.getValue()))
                .filter(s -> s.score() > 0)
                .sorted(BEST_FIRST)
                .limit(k)
                .toList();
    }

    /** For each passage how much of the question's content it covers, 0 to 1. */
    public Map<Passage, Double> coverage(String query) {
        String read = query.substring(0, Math.min(query.length(), MAX_QUERY_CHARS));
        List<String> content = QuestionTerms.content(read);
        // "When do I use 'the'?" only asks, but what it asks about may be among the words for asking.
        List<String> terms = content.isEmpty() ? QuestionTerms.of(read) : content;
        double all = terms.stream().mapToDouble(this::weight).sum();
        Map<Passage, Double> coverage = new HashMap<>();
        for (Entry entry : entries) {
            double covered = 0;
            for (String term : terms) {
                if (entry.names.contains(term)) {
                    covered += weight(term);
                } else if (!content.isEmpty() && entry.text.contains(term)) {
                    covered += IN_TEXT * weight(term);
                }
            }
            coverage.put(entry.passage, all == 0 ? 0 : covered / all);
        }
        return coverage;
    }

    private double weight(String term) {
        int with = conceptsWith.getOrDefault(term, 0);
        return Math.log(1 + (concepts - with + 0.5) / (with + 0.5));
    }
}
