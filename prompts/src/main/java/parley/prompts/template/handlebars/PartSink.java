package parley.prompts.template.handlebars;

import java.util.ArrayList;
import java.util.List;

/** Gathers what a render makes, neighbouring author text joined. Used by one thread. */
final class PartSink {

    private final List<BodyPart> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    void text(String more) {
        text.append(more);
    }

    void part(BodyPart part) {
        endText();
        parts.add(part);
    }

    List<BodyPart> parts() {
        endText();
        return parts;
    }

    /** Adds everything of another sink, each of its lines that holds something indented. */
    void addIndented(PartSink inner, String indent, Budget budget, int offset) {
        boolean lineStart = true;
        for (BodyPart part : inner.parts()) {
            if (part instanceof BodyPart.AuthorText author) {
                String lines = author.text();
                int from = 0;
                while (from < lines.length()) {
                    if (lineStart) {
                        budget.characters(indent.length(), offset);
                        text(indent);
                    }
                    int end = lines.indexOf('\n', from) + 1;
                    lineStart = end > 0;
                    text.append(lines, from, end > 0 ? end : lines.length());
                    from = end > 0 ? end : lines.length();
                }
            } else {
                if (lineStart) {
                    budget.characters(indent.length(), offset);
                    text(indent);
                    lineStart = false;
                }
                part(part);
            }
        }
    }

    private void endText() {
        if (!text.isEmpty()) {
            parts.add(new BodyPart.AuthorText(text.toString()));
            text.setLength(0);
        }
    }
}
