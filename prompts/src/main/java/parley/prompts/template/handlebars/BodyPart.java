package parley.prompts.template.handlebars;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A piece of a rendered body, in order: text by whose words it is, and the markers that the author's helpers set. */
public sealed interface BodyPart {

    /** Words of the template, or values that are not fenced. */
    record AuthorText(String text) implements BodyPart {}

    /** A value that was fenced. */
    record LearnerText(String text) implements BodyPart {}

    /**
     * The beginning of a message.
     *
     * @param name of lower-case Latin letters
     * @param metadata what the author said of the message, in the order of the template
     */
    record RoleMarker(String name, Map<String, String> metadata) implements BodyPart {
        public RoleMarker {
            metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        }
    }

    /** The place of the past messages. */
    record HistoryMarker() implements BodyPart {}

    /**
     * A picture, sound or film inside a message.
     *
     * @param contentType empty when the author gave none
     */
    record MediaMarker(String url, String contentType) implements BodyPart {}

    /** The place of a part that is made later, by its name. */
    record SectionMarker(String name) implements BodyPart {}
}
