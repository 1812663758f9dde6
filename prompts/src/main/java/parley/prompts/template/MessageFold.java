package parley.prompts.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import parley.prompts.template.handlebars.BodyPart;
import parley.prompts.template.handlebars.JsText;

/**
 * Folds a body's parts into messages, by the rules of the Dotprompt specification. Used once.
 *
 * <p>Text before the first role is the user's. A role begins a message, or renames the one that holds nothing yet. After
 * the history the model speaks. White space alone between two markers is nothing.
 */
final class MessageFold {

    /** What a body comes to, in order. */
    sealed interface Slot {
        /** A message of the template. Its parts are text, media and sections. */
        record Message(String role, Map<String, String> metadata, List<BodyPart> parts) implements Slot {}

        /** The place of the past messages. */
        record History() implements Slot {}
    }

    private final List<Slot> slots = new ArrayList<>();
    private final List<BodyPart> piece = new ArrayList<>();
    private final List<BodyPart> parts = new ArrayList<>();
    private Map<String, String> metadata = new LinkedHashMap<>();
    private String role = "user";

    private MessageFold() {}

    static List<Slot> fold(List<BodyPart> body) {
        MessageFold fold = new MessageFold();
        for (BodyPart part : body) {
            switch (part) {
                case BodyPart.RoleMarker marker -> fold.role(marker);
                case BodyPart.HistoryMarker ignored -> fold.history();
                case BodyPart.AuthorText text -> fold.piece.add(text);
                case BodyPart.LearnerText text -> fold.piece.add(text);
                case BodyPart.MediaMarker media -> fold.piece.add(media);
                case BodyPart.SectionMarker section -> fold.piece.add(section);
            }
        }
        fold.endMessage();
        return fold.slots;
    }

    private void role(BodyPart.RoleMarker marker) {
        endPiece();
        if (!parts.isEmpty()) {
            endMessage();
        }
        role = marker.name();
        metadata.putAll(marker.metadata());
    }

    private void history() {
        endMessage();
        slots.add(new Slot.History());
        role = "model";
    }

    private void endMessage() {
        endPiece();
        if (!parts.isEmpty()) {
            slots.add(new Slot.Message(role, metadata, withoutBlankText(parts)));
            parts.clear();
        }
        metadata = new LinkedHashMap<>();
    }

    private void endPiece() {
        boolean blank = true;
        for (BodyPart part : piece) {
            blank &= isBlankText(part);
        }
        if (!blank) {
            parts.addAll(piece);
        }
        piece.clear();
    }

    /** Runs of text between media and sections that are white space alone are nothing. */
    private static List<BodyPart> withoutBlankText(List<BodyPart> parts) {
        List<BodyPart> kept = new ArrayList<>();
        int from = 0;
        while (from < parts.size()) {
            int to = from;
            boolean blank = true;
            while (to < parts.size() && isText(parts.get(to))) {
                blank &= isBlankText(parts.get(to));
                to++;
            }
            if (!blank) {
                kept.addAll(parts.subList(from, to));
            }
            if (to < parts.size()) {
                kept.add(parts.get(to));
                to++;
            }
            from = to;
        }
        return kept;
    }

    private static boolean isText(BodyPart part) {
        return part instanceof BodyPart.AuthorText || part instanceof BodyPart.LearnerText;
    }

    private static boolean isBlankText(BodyPart part) {
        return switch (part) {
            case BodyPart.AuthorText text -> JsText.isBlank(text.text());
            case BodyPart.LearnerText text -> JsText.isBlank(text.text());
            case BodyPart.MediaMarker ignored -> false;
            case BodyPart.SectionMarker ignored -> false;
            case BodyPart.RoleMarker ignored -> false;
            case BodyPart.HistoryMarker ignored -> false;
        };
    }
}
