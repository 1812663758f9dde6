package parley.api.studio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.api.authoring.NewPrompt;
import parley.api.studio.PromptViews.Compared;
import parley.api.studio.PromptViews.MoveView;
import parley.api.studio.PromptViews.PromptDetail;
import parley.api.studio.PromptViews.PromptFile;
import parley.api.studio.PromptViews.PromptLine;
import parley.api.studio.PromptViews.Released;
import parley.api.studio.PromptViews.SampleView;
import parley.api.studio.PromptViews.Sides;
import parley.api.studio.PromptViews.TrialView;
import parley.api.studio.PromptViews.VersionView;
import parley.prompts.library.Label;
import parley.prompts.library.LineDiff;
import parley.prompts.library.PromptComparison;
import parley.prompts.library.PromptDesk;
import parley.prompts.library.PromptDesk.SourceFile;
import parley.prompts.library.PromptFileName;
import parley.prompts.library.PromptRefusal;
import parley.prompts.library.PromptSample;
import parley.prompts.library.PromptSummary;
import parley.prompts.library.PromptVersion;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Said;

/** Prompts as their authors see, change and release them. Thread-safe, as the desk is. */
final class StudioPrompts {
    private final PromptDesk desk;
    private final Path folder;
    private final Supplier<@Nullable String> model;

    /** {@code model} names what answers when a prompt is tried; it gives null when none is configured. */
    StudioPrompts(PromptDesk desk, Path folder, Supplier<@Nullable String> model) {
        this.desk = desk;
        this.folder = folder;
        this.model = model;
    }

    PromptViews.Prompts list() {
        return new PromptViews.Prompts(
                folder.toString(),
                model.get(),
                author(null),
                desk.list().stream().map(StudioPrompts::line).toList());
    }

    private static PromptLine line(PromptSummary summary) {
        Map<String, String> labels = new TreeMap<>();
        summary.labels().forEach((label, id) -> labels.put(label.fileName(), PromptVersion.shortened(id)));
        return new PromptLine(
                summary.name(),
                summary.partial(),
                summary.origin().name().toLowerCase(Locale.ROOT),
                summary.description(),
                summary.variants(),
                summary.locales(),
                PromptVersion.shortened(summary.draftId()),
                labels,
                summary.trial()
                        .map(trial -> new TrialView(PromptVersion.shortened(trial.version()), trial.share()))
                        .orElse(null),
                summary.broken(),
                summary.isUnreleased());
    }

    PromptDetail detail(String prompt) throws StudioRefused {
        return asked(() -> {
            PromptDesk.Details details = desk.details(prompt);
            return new PromptDetail(
                    line(details.summary()),
                    details.files().stream()
                            .map(file -> new PromptFile(
                                    file.fileName(), file.text(), file.hash(), file.shipped(), file.problem()))
                            .toList(),
                    newestFirst(details.versions().stream()
                            .map(version -> new VersionView(
                                    version.shortId(), version.author(), version.at(), version.message()))
                            .toList()),
                    newestFirst(details.moves().stream()
                            .map(move -> new MoveView(
                                    move.kind().fileName(),
                                    move.label().fileName(),
                                    move.version() == null ? null : PromptVersion.shortened(move.version()),
                                    move.share(),
                                    move.author(),
                                    move.at(),
                                    move.message(),
                                    move.forced()))
                            .toList()),
                    samples(prompt),
                    FindingView.of(details.findings(), folder + "/"));
        });
    }

    private static <T> List<T> newestFirst(List<T> oldestFirst) {
        List<T> reversed = new ArrayList<>(oldestFirst);
        Collections.reverse(reversed);
        return reversed;
    }

    /** None while their file is broken; its own check says why. */
    private List<SampleView> samples(String prompt) throws PromptRefusal {
        SourceFile file = desk.samplesFile(prompt).orElse(null);
        if (file == null || file.problem() != null) {
            return List.of();
        }
        try {
            List<PromptSample> samples = PromptSample.read(file.fileName(), file.text());
            List<SampleView> views = new ArrayList<>();
            for (int i = 0; i < samples.size(); i++) {
                views.add(new SampleView(samples.get(i).name(), SampleTexts.text(samples, i, file.text())));
            }
            return views;
        } catch (AuthoringException e) {
            return List.of();
        }
    }

    CourseViews.Saved save(String name, String text, @Nullable String expectedHash) throws StudioRefused {
        try {
            SourceFile saved = desk.save(name, text, expectedHash);
            return new CourseViews.Saved(name, saved.hash());
        } catch (PromptRefusal e) {
            throw refused(e, name);
        }
    }

    /** Makes a small working prompt. */
    PromptDetail create(String prompt) throws StudioRefused {
        if (!PromptFileName.isName(prompt)) {
            throw new StudioRefused(422, "prompt: expected lower-case letters, digits and hyphens, such as my-prompt");
        }
        if (desk.list().stream().anyMatch(known -> known.name().equals(prompt))) {
            throw new StudioRefused(409, Said.of("There is a prompt {} already; choose it in the list", prompt));
        }
        for (Map.Entry<String, String> file : NewPrompt.files(prompt).entrySet()) {
            save(file.getKey(), file.getValue(), null);
        }
        return detail(prompt);
    }

    /** Writes a sample into the file of a prompt's samples, over the one of the same name where there is one. */
    PromptDetail saveSample(String prompt, String name, String text) throws StudioRefused {
        SourceFile file = asked(() -> desk.samplesFile(prompt)).orElse(null);
        String fileName = prompt + PromptFileName.SAMPLES_ENDING;
        if (file != null && file.problem() != null) {
            throw new StudioRefused(422, Said.of("{}: {}", fileName, file.problem()));
        }
        if (file == null) {
            // Tells of a prompt that does not exist.
            detail(prompt);
        }
        String changed;
        try {
            changed = SampleTexts.with(file == null ? "" : file.text(), name, text);
        } catch (AuthoringException e) {
            List<FindingView> findings = FindingView.of(e.findings(), "");
            throw new StudioRefused(422, findings.getFirst().message(), findings);
        }
        save(fileName, changed, file == null ? null : file.hash());
        return detail(prompt);
    }

    /** Takes a working copy away: the shipped file counts again, or the file is gone. */
    PromptDetail revert(String name, String expectedHash) throws StudioRefused {
        try {
            desk.remove(name, expectedHash);
        } catch (PromptRefusal e) {
            throw refused(e, name);
        }
        int dot = name.indexOf('.');
        return detail(dot < 0 ? name : name.substring(0, dot));
    }

    Compared compare(String prompt, String from, String to) throws StudioRefused {
        return asked(() -> {
            PromptComparison comparison =
                    PromptComparison.of(desk.state(prompt, from), desk.state(prompt, to), desk.samples(prompt));
            return new Compared(sides(comparison.sources()), sides(comparison.rendered()), comparison.samples());
        });
    }

    private static List<Sides> sides(List<PromptComparison.Difference> differences) {
        return differences.stream()
                .map(difference -> new Sides(
                        difference.name(),
                        side(difference, LineDiff.Kind.ADDED),
                        side(difference, LineDiff.Kind.REMOVED)))
                .toList();
    }

    private static String side(PromptComparison.Difference difference, LineDiff.Kind without) {
        StringBuilder text = new StringBuilder();
        difference.lines().stream()
                .filter(line -> line.kind() != without)
                .forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }

    Released release(PromptViews.Release wish, String prompt, String to) throws StudioRefused, InterruptedException {
        Label label = label(to);
        try {
            PromptDesk.Released released = desk.release(
                    prompt,
                    new PromptDesk.Release(
                            label,
                            wish.what(),
                            wish.share() == null ? 1 : wish.share(),
                            author(wish.author()),
                            wish.message() == null ? "" : wish.message(),
                            wish.force(),
                            new PromptDesk.Seen(wish.expectedVersion(), wish.expectedMoves())));
            return new Released(released.version().shortId(), released.gateLines());
        } catch (PromptRefusal e) {
            throw refused(e, null);
        }
    }

    PromptDetail rollback(PromptViews.Rollback wish, String prompt, String label) throws StudioRefused {
        Label moved = label(label);
        asked(() -> desk.rollback(
                prompt,
                moved,
                author(wish.author()),
                wish.message() == null ? "" : wish.message(),
                new PromptDesk.Seen(wish.expectedVersion(), wish.expectedMoves())));
        return detail(prompt);
    }

    PromptDetail keep(String prompt, @Nullable String author, @Nullable String message) throws StudioRefused {
        asked(() -> desk.keep(prompt, author(author), message == null ? "" : message));
        return detail(prompt);
    }

    PromptDetail restore(String prompt, String what, @Nullable String author) throws StudioRefused {
        asked(() -> {
            desk.restore(prompt, what, author(author));
            return what;
        });
        return detail(prompt);
    }

    private static Label label(String name) throws StudioRefused {
        return Label.named(name).orElseThrow(() -> new StudioRefused(400, "to: expected draft, staging or production"));
    }

    private static String author(@Nullable String given) {
        String name = given == null || given.isBlank() ? System.getProperty("user.name", "somebody") : given.strip();
        return name.length() > PromptVersion.MAX_AUTHOR ? name.substring(0, PromptVersion.MAX_AUTHOR) : name;
    }

    private interface Asking<T> {
        T ask() throws PromptRefusal;
    }

    private <T> T asked(Asking<T> asking) throws StudioRefused {
        try {
            return asking.ask();
        } catch (PromptRefusal e) {
            throw refused(e, null);
        }
    }

    /** {@code file} is the file that was to be saved; what is there now is told with a conflict. */
    private StudioRefused refused(PromptRefusal refusal, @Nullable String file) {
        List<FindingView> findings = FindingView.of(refusal.findings(), folder + "/");
        return switch (refusal.why()) {
            case UNKNOWN -> new StudioRefused(404, refusal.said(), findings);
            case INVALID -> new StudioRefused(422, refusal.said(), findings);
            case GATE_CLOSED -> new StudioRefused(412, refusal.said(), findings);
            case UNAVAILABLE -> new StudioRefused(503, refusal.said(), findings);
            case CONFLICT -> new StudioRefused(409, refusal.said(), findings, file == null ? null : current(file));
        };
    }

    /** What an author's text was held against, though another program may still be writing it. */
    private StudioRefused.Current current(String name) {
        var gone = new StudioRefused.Current(null, null);
        try {
            return desk.present(name)
                    .map(now -> new StudioRefused.Current(now.text(), now.hash()))
                    .orElse(gone);
        } catch (PromptRefusal e) {
            return gone;
        }
    }
}
