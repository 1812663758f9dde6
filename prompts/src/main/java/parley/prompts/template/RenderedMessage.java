package parley.prompts.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One message to a model, made of segments. Immutable.
 *
 * @param metadata what the template says of the message in {@code {{role "user" name="value"}}}
 */
public record RenderedMessage(Role role, List<Segment> segments, Map<String, String> metadata) {

    public RenderedMessage {
        segments = List.copyOf(segments);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A message of which nothing more is said. */
    public RenderedMessage(Role role, List<Segment> segments) {
        this(role, segments, Map.of());
    }

    /** A past message of the learner, whole. */
    public static RenderedMessage ofLearner(String text) {
        return new RenderedMessage(Role.USER, List.of(new Segment.Learner(text)));
    }

    /** A past message of the tutor, as it was heard. */
    public static RenderedMessage ofTutor(String text) {
        return new RenderedMessage(Role.MODEL, List.of(new Segment.Author(text)));
    }

    /** The words of all segments joined, with nothing to tell whose they are. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            text.append(segment.text());
        }
        return text.toString();
    }

    /**
     * The words as a model should get them: a learner's words are put between {@code <learner>} and {@code </learner>},
     * and angle brackets inside them become {@code ‹ ›}, so that they cannot close the fence. Only a user's message that
     * holds no author's words is its {@link #text()}: there the role itself says whose they are.
     */
    public String fencedText() {
        boolean fenced = role != Role.USER || segments.stream().anyMatch(Segment.Author.class::isInstance);
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            switch (segment) {
                case Segment.Author author -> text.append(author.text());
                case Segment.Learner learner
                when fenced ->
                    text.append("<learner>")
                            .append(learner.text().replace('<', '\u2039').replace('>', '\u203a'))
                            .append("</learner>");
                case Segment.Learner learner -> text.append(learner.text());
                case Segment.Media ignored -> {}
                case Segment.Section ignored -> {}
            }
        }
        return text.toString();
    }
}
