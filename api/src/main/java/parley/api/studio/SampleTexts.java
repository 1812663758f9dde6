package parley.api.studio;

import java.util.ArrayList;
import java.util.List;
import parley.prompts.library.PromptSample;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;

/** Samples as texts that an author edits beside the prompt, apart from their file. Pure. */
final class SampleTexts {
    /** How findings call a sample that is edited. */
    static final String FILE = "sample";

    private static final String HEAD = "- name: edited\n";
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
