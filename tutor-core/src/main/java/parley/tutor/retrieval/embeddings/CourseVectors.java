package parley.tutor.retrieval.embeddings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import parley.prompts.course.LocalizedText;
import parley.tutor.retrieval.Passage;
import parley.tutor.retrieval.Passages;

/**
 * The meanings of a course's passages: each sentence group under its concept's title, in every language, and each
 * concept's names. Immutable.
 */
final class CourseVectors {
    private final Map<Passage, List<float[]>> byPassage;
    private final Map<String, List<float[]>> byConcept;

    private CourseVectors(Map<Passage, List<float[]>> byPassage, Map<String, List<float[]>> byConcept) {
        this.byPassage = byPassage;
        this.byConcept = byConcept;
    }

    /** Makes the vectors that {@code file} hasn't; 10 to 30 ms of one core for each. */
    static CourseVectors of(Passages passages, VectorFile file, MeaningModel model) throws InterruptedException {
        Map<Passage, List<float[]>> byPassage = new HashMap<>();
        Map<String, List<float[]>> byConcept = new HashMap<>();
        for (Passage passage : passages.all()) {
            // What explains an item is found through its concept; hundreds of them would take the processor for long.
            if (passage.kind() == Passage.Kind.ITEM) {
                continue;
            }
            List<float[]> vectors = new ArrayList<>();
            for (String text : texts(passage)) {
                stopWhenInterrupted();
                vectors.add(file.vector(text, model));
            }
            byPassage.put(passage, vectors);
            if (!byConcept.containsKey(passage.conceptId())) {
                List<float[]> names = new ArrayList<>();
                for (String name : names(passage, passages)) {
                    stopWhenInterrupted();
                    names.add(file.vector(name, model));
                }
                byConcept.put(passage.conceptId(), names);
            }
        }
        return new CourseVectors(byPassage, byConcept);
    }

    private static void stopWhenInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static List<String> texts(Passage passage) {
        LocalizedText text = passage.text();
        return text.byLocale().keySet().stream()
                .map(tag -> passage.title().in(tag) + ": " + text.in(tag))
                .toList();
    }

    private static List<String> names(Passage passage, Passages passages) {
        List<String> names = new ArrayList<>(passage.title().byLocale().values());
        passages.names(passage.conceptId()).stream()
                .filter(name -> !names.contains(name))
                .reduce((a, b) -> a + ", " + b)
                .ifPresent(names::add);
        return names;
    }

    /** The cosine of the question and what is nearest to it of the passage; 0 for a passage that has no vector. */
    double nearness(Passage passage, float[] question) {
        return nearest(byPassage.getOrDefault(passage, List.of()), question);
    }

    /** The same for the names of a concept. */
    double nearnessOfNames(String conceptId, float[] question) {
        return nearest(byConcept.getOrDefault(conceptId, List.of()), question);
    }

    private static double nearest(List<float[]> vectors, float[] question) {
        double best = 0;
        for (float[] vector : vectors) {
            double cosine = 0;
            for (int i = 0; i < vector.length; i++) {
                cosine += (double) vector[i] * question[i];
            }
            best = Math.max(best, cosine);
        }
        return best;
    }
}
