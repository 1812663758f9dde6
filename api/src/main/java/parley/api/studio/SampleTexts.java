package parley.api.studio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptSample;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;

/** Samples as texts that an author edits beside the prompt, apart from their file. Pure. */
final class SampleTexts {
    /** How findings call a sample that is edited. */
    static final String FILE = "sample";

    private static final String HEAD = "- name: edited\n";
    private static final int MAX_NAME = 100;
    private static final String INDENT = "  ";

    private SampleTexts() {}

    /** What the author wrote of a sample, its name left out and its lines moved to the left. */
    static String text(List<PromptSample> all, int index, String file) {
        List<String> lines = file.lines().toList();
        SourcePosition at = all.get(index).at();
        int end = index + 1 < all.size() ? all.get(index + 1).at().line() - 1 : lines.size();
        StringBuilder text = new StringBuilder();
        for (int i = Math.max(0, at.line() - 1); i < Math.min(end, lines.size()); i++) {
            String line = lines.get(i);
            // The mapping begins behind its dash; what stands left of it is indentation.
            String moved = line.length() >= at.column() - 1
                    ? line.substring(Math.max(0, at.column() - 1))
                    : line.stripLeading();
            if (!moved.startsWith("name:")) {
                text.append(moved).append('\n');
            }
        }
        return text.toString().stripTrailing() + "\n";
    }

    /**
     * A file of samples with one more, or with another in place of the one of that name. All else stays as it was written.
     *
     * @param file its text; blank for a new one
     * @param sample as it is edited, without its name
     * @throws AuthoringException when either cannot be read, or the file is written in a form that cannot be added to
     */
    static String with(String file, String name, String sample) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(c -> c < ' ')) {
            throw refused(Said.of("a sample's name has 1 to {} characters on one line", MAX_NAME), "give it another");
        }
        PromptSample wanted = read(sample);
        List<PromptSample> all = file.isBlank() ? List.of() : PromptSample.read(FILE, file);
        List<String> lines = new ArrayList<>(
                file.isBlank() ? List.of("samples:") : file.lines().toList());
        int from = lines.size();
        int to = lines.size();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(name)) {
                from = all.get(i).at().line() - 1;
                to = i + 1 < all.size() ? all.get(i + 1).at().line() - 1 : lines.size();
            }
        }
        int column = all.isEmpty() ? 5 : all.getFirst().at().column();
        String indent = " ".repeat(Math.max(0, column - 3));
        List<String> entry = new ArrayList<>();
        entry.add(indent + "- name: \"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        sample.lines().forEach(line -> entry.add(line.isBlank() ? "" : indent + INDENT + line));
        lines.subList(from, to).clear();
        lines.addAll(Math.min(from, lines.size()), entry);
        String changed = String.join("\n", lines).stripTrailing() + "\n";
        if (!holds(changed, all, name, wanted)) {
            throw refused(
                    "the file of samples is written in a form that cannot be added to here",
                    "open the file and write the sample into it");
        }
        return changed;
    }

    /** Whether a changed file has the new sample, and the others as they were. */
    private static boolean holds(String changed, List<PromptSample> before, String name, PromptSample wanted) {
        Map<String, PromptSample> expected = new LinkedHashMap<>();
        before.forEach(sample -> expected.put(sample.name(), sample));
        expected.put(name, wanted);
        List<PromptSample> now;
        try {
            now = PromptSample.read(FILE, changed);
        } catch (AuthoringException e) {
            return false;
        }
        return now.stream().map(PromptSample::name).toList().equals(List.copyOf(expected.keySet()))
                && now.stream().allMatch(sample -> isSame(sample, expected.get(sample.name())));
    }

    private static boolean isSame(PromptSample one, @Nullable PromptSample other) {
        return other != null
                && one.inputs().equals(other.inputs())
                && one.history().equals(other.history());
    }

    private static AuthoringException refused(CharSequence message, CharSequence hint) {
        return new AuthoringException(Finding.error(SourcePosition.wholeFile(FILE), "", message, hint));
    }

    /**
     * Reads an edited sample.
     *
     * @throws AuthoringException with line and column in the edited text
     */
    static PromptSample read(String text) {
        StringBuilder file = new StringBuilder(HEAD);
        text.lines().forEach(line -> file.append(INDENT).append(line).append('\n'));
        try {
            return PromptSample.read(FILE, file.toString()).getFirst();
        } catch (AuthoringException e) {
            List<Finding> findings = new ArrayList<>();
            for (Finding finding : e.findings()) {
                SourcePosition at = finding.at();
                findings.add(new Finding(
                        finding.severity(),
                        new SourcePosition(
                                FILE, Math.max(0, at.line() - 1), Math.max(0, at.column() - INDENT.length())),
                        finding.field(),
                        finding.message(),
                        finding.hint()));
            }
            throw new AuthoringException(findings);
        }
    }
}
