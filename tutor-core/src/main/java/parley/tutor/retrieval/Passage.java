package parley.tutor.retrieval;

import parley.prompts.course.LocalizedText;

/**
 * A piece of a course that can answer a question in the course's own words. Immutable.
 *
 * @param id unique within its course, such as {@code past-simple/definition}; stable over versions of the course
 * @param conceptId the concept it explains
 * @param title the concept's title, by which it is cited
 * @param text what may be quoted
 */
public record Passage(String id, Kind kind, String conceptId, LocalizedText title, LocalizedText text) {

    /** Where in a concept a passage stands. */
    public enum Kind {
        /** An explanation of the concept, in one of the styles. */
        EXPLANATION,
        /** The concept's examples. */
        EXAMPLES,
        /** A wrong and a right instance, and what makes the difference. */
        CONTRAST,
        /** Why an exercise's answer is right. */
        ITEM
    }
}
