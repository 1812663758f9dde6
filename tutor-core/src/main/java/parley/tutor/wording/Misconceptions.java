package parley.tutor.wording;

import java.util.stream.Stream;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Misconception;

/** Where a misconception's words stand: with the item, or with the concept that several items share it from. Pure. */
final class Misconceptions {
    private Misconceptions() {}

    /** Those of an exercise, its own first. */
    static Stream<Misconception> ofItem(Course course, String exerciseId) {
        return Stream.concat(
                course.item(exerciseId).stream().flatMap(item -> item.misconceptions().stream()),
                course.conceptOf(exerciseId).stream().flatMap(concept -> concept.misconceptions().stream()));
    }

    /** Those of a concept, its own first. */
    static Stream<Misconception> ofConcept(Concept concept) {
        return Stream.concat(
                concept.misconceptions().stream(),
                concept.items().stream().flatMap(item -> item.misconceptions().stream()));
    }
}
