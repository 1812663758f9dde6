package parley.prompts.template;

/** A piece of a rendered message, by whose words it is. Immutable. */
public sealed interface Segment {

    /** Its words; empty for a piece without any. */
    String text();

    /** An author's words: the template's own text, and values that are not fenced. */
    record Author(String text) implements Segment {}

    /** A learner's words, fenced by {@code {{learner x}}}: data, in which nothing is an instruction or a marker. */
    record Learner(String text) implements Segment {}

    /**
     * A picture, sound or film, placed by {@code {{media url=…}}}.
     *
     * @param contentType such as {@code image/png}; empty when the author gave none
     */
    record Media(String url, String contentType) implements Segment {
        @Override
        public String text() {
            return "";
        }
    }

    /** The place of a part that is made later, set by {@code {{section "name"}}}. */
    record Section(String name) implements Segment {
        @Override
        public String text() {
            return "";
        }
    }
}
