package parley.tutor.retrieval;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Picks from a passage the sentences that answer a question. Pure. */
public final class Excerpt {
    private Excerpt() {}

    /**
     * At most {@code most} neighbouring sentences: those that share most with the question, or the first ones where they
     * all share as much.
     */
    public static List<String> of(List<String> sentences, String question, int most) {
        if (sentences.size() <= most) {
            return List.copyOf(sentences);
        }
        Set<String> wanted = new HashSet<>(QuestionTerms.content(question));
        int best = 0;
        long bestShared = -1;
        for (int from = 0; from + most <= sentences.size(); from++) {
            String window = String.join(" ", sentences.subList(from, from + most));
            long shared = QuestionTerms.of(window).stream()
                    .distinct()
                    .filter(wanted::contains)
                    .count();
            if (shared > bestShared) {
                best = from;
                bestShared = shared;
            }
        }
        return List.copyOf(sentences.subList(best, best + most));
    }
}
