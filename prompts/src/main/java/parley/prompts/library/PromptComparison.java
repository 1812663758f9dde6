package parley.prompts.library;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.LineDiff.Line;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.template.RenderedMessage;

/**
 * What differs between two states of a prompt, or between two prompts: in their sources, and in the messages that a model
 * would get for each sample. Immutable.
 *
 * @param sources files that differ, with all their lines
 * @param rendered samples whose messages differ, with all their lines
 * @param samples how many samples were rendered, in all files together
 */
public record PromptComparison(List<Difference> sources, List<Difference> rendered, int samples) {
    /**
     * One thing that differs.
     *
     * @param name a file's name, or a sample's with the file that rendered it
     */
    public record Difference(String name, List<Line> lines) {
        public Difference {
            lines = List.copyOf(lines);
        }
    }

    public PromptComparison {
        sources = List.copyOf(sources);
        rendered = List.copyOf(rendered);
    }

    public boolean isEmpty() {
        return sources.isEmpty() && rendered.isEmpty();
    }

    /** Compares two states; {@code samples} are rendered by every file of the prompt. */
    public static PromptComparison of(PromptBundle before, PromptBundle after, List<PromptSample> samples) {
        List<Difference> sources = new ArrayList<>();
        boolean same = before.prompt().equals(after.prompt());
        TreeSet<String> fileNames = new TreeSet<>(before.texts().keySet());
        fileNames.addAll(after.texts().keySet());
        if (same) {
            for (String fileName : fileNames) {
                add(
                        sources,
                        fileName,
                        before.texts().getOrDefault(fileName, ""),
                        after.texts().getOrDefault(fileName, ""));
            }
        } else {
            add(sources, before.prompt() + " → " + after.prompt(), source(before), source(after));
        }
        List<Difference> rendered = new ArrayList<>();
        int count = 0;
        TreeSet<String> ways = new TreeSet<>();
        for (PromptBundle bundle : List.of(before, after)) {
            bundle.files()
                    .forEach(file -> ways.add((file.variant() == null ? "" : file.variant()) + "/"
                            + (file.locale() == null ? "en" : file.locale())));
        }
        for (PromptSample sample : samples) {
            for (String way : ways) {
                count++;
                String[] parts = way.split("/", -1);
                String variant = parts[0].isEmpty() ? null : parts[0];
                String name = sample.name() + " (" + (variant == null ? "" : variant + ", ") + parts[1] + ")";
                add(rendered, name, text(before, variant, parts[1], sample), text(after, variant, parts[1], sample));
            }
        }
        return new PromptComparison(sources, rendered, count);
    }

    private static String source(PromptBundle bundle) {
        return bundle.fileFor(null, "en").map(bundle.texts()::get).orElse("");
    }

    private static String text(PromptBundle bundle, @Nullable String variant, String locale, PromptSample sample) {
        try {
            return asText(bundle.template(variant, locale)
                    .render(sample.inputs(), sample.history())
                    .messages());
        } catch (AuthoringException e) {
            return "(not rendered: "
                    + e.findings().stream().map(Finding::message).findFirst().orElse("it cannot be used") + ")";
        }
    }

    /** Messages as text for a person: each under its role. */
    public static String asText(List<RenderedMessage> messages) {
        StringBuilder text = new StringBuilder();
        for (RenderedMessage message : messages) {
            text.append("── ").append(message.role().fileName()).append('\n');
            text.append(message.fencedText().strip()).append("\n\n");
        }
        return text.toString();
    }

    private static void add(List<Difference> differences, String name, String before, String after) {
        if (!before.equals(after)) {
            differences.add(new Difference(name, LineDiff.of(before, after)));
        }
    }
}
