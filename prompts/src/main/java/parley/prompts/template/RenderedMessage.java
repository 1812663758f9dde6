package parley.prompts.template;

import java.util.List;

/** One message to a model, made of segments. Immutable. */
public record RenderedMessage(Role role, List<Segment> segments) {

    public RenderedMessage {
        segments = List.copyOf(segments);
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
     * The words as a model should get them: where a learner's words stand among an author's, they are put between
     * {@code <learner>} and {@code </learner>}, and angle brackets inside them become {@code ‹ ›}, so that they cannot
     * close the fence. A message wholly of one kind is its {@link #text()}.
     */
    public String fencedText() {
        boolean mixed = segments.stream().anyMatch(Segment.Author.class::isInstance);
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            switch (segment) {
                case Segment.Author author -> text.append(author.text());
                case Segment.Learner learner
                when mixed ->
                    text.append("<learner>")
                            .append(learner.text().replace('<', '\u2039').replace('>', '\u203a'))
                            .append("</learner>");
                case Segment.Learner learner -> text.append(learner.text());
            }
        }
        return text.toString();
    }
}
