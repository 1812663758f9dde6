package parley.api.studio;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of what {@code /api/studio/prompts} tells and takes. */
final class PromptViews {
    private PromptViews() {}

    /**
     * {@code GET /api/studio/prompts}.
     *
     * @param model the name of what answers when a prompt is tried; null when no model is configured
     * @param author who changes things unless the page names somebody else
     */
    record Prompts(String folder, @Nullable String model, String author, List<PromptLine> prompts) {}

    /**
     * One prompt in the list.
     *
     * @param origin {@code shipped}, {@code changed} or {@code own}
     * @param labels short ids of versions by label
     * @param workingVersion the short id of the working copy, whether it is kept or not: what a release is decided on
     * @param unreleased whether the working copy is not what learners get
     */
    record PromptLine(
            String name,
            boolean partial,
            String origin,
            String description,
            List<String> variants,
            List<String> locales,
            String workingVersion,
            Map<String, String> labels,
            @Nullable TrialView trial,
            boolean broken,
            boolean unreleased) {}

    record TrialView(String version, double share) {}

    /** {@code GET /api/studio/prompts/{prompt}}; versions and moves the newest first. */
    record PromptDetail(
            PromptLine prompt,
            List<PromptFile> files,
            List<VersionView> versions,
            List<MoveView> moves,
            List<SampleView> samples,
            List<FindingView> findings) {}

    /** {@code problem} says why the file cannot be read as a text, and what to do; null when it can. */
    record PromptFile(
            String name,
            String text,
            String hash,
            boolean shipped,
            @Nullable String problem) {}

    record VersionView(String id, String author, Instant at, String message) {}

    record MoveView(
            String kind,
            String label,
            @Nullable String version,
            double share,
            String author,
            Instant at,
            String message,
            @Nullable String forced) {}

    /** A sample as its author wrote it, without its name: {@code inputs:} and, where there is one, {@code history:}. */
    record SampleView(String name, String text) {}

    /** {@code PUT /api/studio/prompts/file}; {@code POST …/revert} without a text. */
    record SaveFile(
            @Nullable String name,
            @Nullable String text,
            @Nullable String expectedHash) {}

    /** {@code POST /api/studio/prompts/lint}. */
    record Lint(@Nullable String name, @Nullable String text) {}

    record Linted(List<FindingView> findings) {}

    /**
     * {@code POST /api/studio/prompts/preview} and {@code …/try}.
     *
     * @param text of the file, which need not be saved
     * @param sample {@code inputs:} and {@code history:} as in a file of samples
     */
    record Preview(
            @Nullable String name,
            @Nullable String text,
            @Nullable String sample) {}

    /**
     * A rendered prompt.
     *
     * @param tokens what it takes of the model's window
     * @param counted whether they were counted by the model's own tokenizer; else they are an estimate
     */
    record Rendered(List<MessageView> messages, int tokens, boolean counted) {}

    record MessageView(String role, List<SegmentView> segments) {}

    /** {@code kind} is {@code author}, {@code learner}, {@code media} or {@code section}. */
    record SegmentView(String kind, String text) {}

    /**
     * {@code POST /api/studio/prompts/compare}: states as {@code working}, {@code shipped}, a label, or a version's first
     * digits.
     */
    record Compare(
            @Nullable String prompt,
            @Nullable String from,
            @Nullable String to) {}

    record Compared(List<Sides> sources, List<Sides> rendered, int samples) {}

    record Sides(String name, String before, String after) {}

    /**
     * {@code POST /api/studio/prompts/release}.
     *
     * @param what null for the working copy
     * @param share of learners, above 0 to 1; null for all
     * @param force why the suites' objection does not count; null to respect it
     * @param expectedVersion first digits of the id of what is to be released, as the author saw it; null for any
     * @param expectedMoves how many moves of labels the author saw; null for any number
     */
    record Release(
            @Nullable String prompt,
            @Nullable String what,
            @Nullable String to,
            @Nullable Double share,
            @Nullable String author,
            @Nullable String message,
            @Nullable String force,
            @Nullable String expectedVersion,
            @Nullable Integer expectedMoves) {}

    record Released(String version, List<String> gate) {}

    /**
     * {@code POST /api/studio/prompts/rollback}.
     *
     * @param expectedVersion first digits of the id on which the author saw the label stand; null for any
     * @param expectedMoves how many moves of labels the author saw; null for any number
     */
    record Rollback(
            @Nullable String prompt,
            @Nullable String label,
            @Nullable String author,
            @Nullable String message,
            @Nullable String expectedVersion,
            @Nullable Integer expectedMoves) {}

    /** {@code POST /api/studio/prompts/keep}: the working copy as a version. */
    record Keep(
            @Nullable String prompt,
            @Nullable String author,
            @Nullable String message) {}

    /** {@code POST /api/studio/prompts/restore}: a version as the working copy. */
    record Restore(
            @Nullable String prompt,
            @Nullable String what,
            @Nullable String author) {}

    /** {@code POST /api/studio/prompts/new}. */
    record New(@Nullable String prompt) {}

    /**
     * {@code POST /api/studio/prompts/sample}.
     *
     * @param name of the sample; one that is there is replaced
     * @param text {@code inputs:} and {@code history:}
     */
    record SaveSample(
            @Nullable String prompt,
            @Nullable String name,
            @Nullable String text) {}

    /** A line of what {@code POST /api/studio/prompts/try} streams. {@code type}: text, done, failed. */
    record TryLine(
            String type,
            String text,
            String model,
            @Nullable Long promptTokens,
            @Nullable Long answerTokens) {}
}
