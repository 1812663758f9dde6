package parley.prompts.template.handlebars;

/** A piece of a rendered body, in order: text by whose words it is, and the markers that the author's helpers set. */
public sealed interface BodyPart {

    /** Words of the template, or values that are not fenced. */
    record AuthorText(String text) implements BodyPart {}

    /** A value that was fenced. */
    record LearnerText(String text) implements BodyPart {}

    /** The beginning of a message; the name is one of {@code system user model assistant tool}. */
    record RoleMarker(String name) implements BodyPart {}

    /** The place of the past messages. */
    record HistoryMarker() implements BodyPart {}
}
