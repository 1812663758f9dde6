package parley.prompts.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.prompts.template.handlebars.BodyPart;

/** Folds a body's parts into messages, by the rules of the Dotprompt specification. Used once. */
final class MessageBuilder {

    private final List<RenderedMessage> history;
    private final List<RenderedMessage> messages = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private Role role = Role.USER;
    private boolean historyPlaced;

    MessageBuilder(List<RenderedMessage> history) {
        this.history = List.copyOf(history);
    }

    RenderedPrompt build(List<BodyPart> parts) {
        for (BodyPart part : parts) {
            switch (part) {
                case BodyPart.AuthorText text -> author(text.text());
                case BodyPart.LearnerText text -> segments.add(new Segment.Learner(text.text()));
                case BodyPart.RoleMarker marker -> {
                    // Unknown names were refused by the helper that made the marker.
                    Role next = Role.named(marker.name()).orElseThrow();
                    endMessage();
                    role = next;
                }
                case BodyPart.HistoryMarker ignored -> {
                    endMessage();
                    if (!historyPlaced) {
                        messages.addAll(history);
                        historyPlaced = true;
                    }
                    role = Role.MODEL;
                }
            }
        }
        endMessage();
        if (!historyPlaced) {
            boolean endsWithUser = !messages.isEmpty() && messages.getLast().role() == Role.USER;
            messages.addAll(endsWithUser ? messages.size() - 1 : messages.size(), history);
        }
        return new RenderedPrompt(messages);
    }

    private void author(String text) {
        Segment last = lastSegment();
        if (last instanceof Segment.Author earlier) {
            segments.set(segments.size() - 1, new Segment.Author(earlier.text() + text));
        } else {
            segments.add(new Segment.Author(text));
        }
    }

    private @Nullable Segment lastSegment() {
        return segments.isEmpty() ? null : segments.getLast();
    }

    /** Ends the message; one of blank author text alone is none. */
    private void endMessage() {
        boolean blank = segments.stream()
                .allMatch(segment ->
                        segment instanceof Segment.Author && segment.text().isBlank());
        if (!blank) {
            messages.add(new RenderedMessage(role, segments));
        }
        segments.clear();
    }
}
