package parley.tutor.understanding;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import parley.tutor.retrieval.Passage;
import parley.tutor.retrieval.PassageIndex;
import parley.tutor.retrieval.PassageIndex.Scored;

/** Looks up what the course itself says to a learner's question. Thread-safe. */
final class QuestionGrounds {
    /** More passages than this are more than a reply can quote. */
    static final int MAX_PASSAGES = 3;

    /** Looked at before those of one concept are picked. */
    private static final int CANDIDATES = 12;

    private final PassageIndex index;

    QuestionGrounds(PassageIndex index) {
        this.index = index;
    }

    /**
     * The passages that answer {@code question}, all of the concept that answers it best; none when the course doesn't.
     *
     * @param conceptId the concept that the question names, or empty; then only its passages are looked at
     */
    Observation.Grounding of(String question, String conceptId) {
        String locale = WordForms.hasHan(question) ? "zh-CN" : "en";
        List<Scored> found = index.search(question, locale, CANDIDATES);
        @Nullable
        Scored best =
                first(found, s -> conceptId.isEmpty() || s.passage().conceptId().equals(conceptId));
        if (best == null) {
            return new Observation.Grounding(List.of(), 0);
        }
        // Who names a concept is answered from it, even when the rest of the question is strange to the course.
        boolean answered = best.answers() || !conceptId.isEmpty();
        List<String> ids = found.stream()
                .filter(s -> s.passage().conceptId().equals(best.passage().conceptId()))
                .filter(s -> s.equals(best) || (s.answers() && s.passage().kind() != Passage.Kind.ITEM))
                .limit(MAX_PASSAGES)
                .map(s -> s.passage().id())
                .toList();
        return new Observation.Grounding(answered ? ids : List.of(), best.score());
    }

    private static @Nullable Scored first(List<Scored> found, Predicate<Scored> wanted) {
        return found.stream().filter(wanted).findFirst().orElse(null);
    }
}
