package parley.prompts.template;

/** A piece of a rendered message, by whose words it is. Immutable. */
public sealed interface Segment {

    String text();

    /** An author's words: the template's own text, and values that are not fenced. */
    record Author(String text) implements Segment {}

    /** A learner's words, fenced by {@code {{learner x}}}: data, in which nothing is an instruction or a marker. */
    record Learner(String text) implements Segment {}
}
