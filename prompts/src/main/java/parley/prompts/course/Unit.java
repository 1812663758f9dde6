package parley.prompts.course;

import java.util.List;

/**
 * A chapter of a course. Immutable.
 *
 * @param id unique within its course
 */
public record Unit(String id, LocalizedText title, List<Concept> concepts) {

    public Unit {
        concepts = List.copyOf(concepts);
    }
}
