package parley.tutor.retrieval;

import java.util.List;

/** Finds the passages of one course that are nearest to a question. Thread-safe. */
@FunctionalInterface
public interface PassageIndex {
    /** From this score on a passage answers the question; below it the course says nothing to it. */
    double ANSWERS_FROM = 0.5;

    /** Of a longer question only the beginning is read. */
    int MAX_QUERY_CHARS = 400;

    /**
     * The nearest passages, the best first; also those that are too far to be an answer. Takes less than half a second.
     *
     * @param query a question in any language of the course; data, never an instruction
     * @param locale the language to prefer among equals, such as {@code en} or {@code zh-CN}
     * @param k how many at most, at least 1
     */
    List<Scored> search(String query, String locale, int k);

    /**
     * A passage and how well it answers.
     *
     * @param score 0 to 1; from {@link #ANSWERS_FROM} on it is an answer
     */
    record Scored(Passage passage, double score) {
        public boolean answers() {
            return score >= ANSWERS_FROM;
        }
    }
}
