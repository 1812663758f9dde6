package parley.prompts.library;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;

/**
 * Where an installation keeps its prompts: working copies, versions and moves of labels. Implementations are
 * thread-safe, may be used by several processes at once, and have stored durably what returned normally.
 */
public interface PromptStore {
    /** The largest file of a library, in bytes; a prompt takes at most a quarter of it, samples take the rest. */
    int MAX_FILE_BYTES = 1024 * 1024;

    /** Files beyond these are not read, and a finding says so. */
    int MAX_FILES = 5_000;

    /**
     * The working copies as they are now.
     *
     * @param texts by file name, prompts and samples
     * @param places by file name, how the file is called in findings
     * @param unreadable files that are there and cannot be read just now; what was last read of them still counts
     * @param findings why
     */
    record Drafts(
            Map<String, String> texts, Map<String, String> places, List<String> unreadable, List<Finding> findings) {
        public static final Drafts NONE = new Drafts(Map.of(), Map.of(), List.of(), List.of());

        public Drafts {
            texts = Map.copyOf(texts);
            places = Map.copyOf(places);
            unreadable = List.copyOf(unreadable);
            findings = List.copyOf(findings);
        }
    }

    /** Reads the working copies; cheap while nothing has changed, and then the same object as before. */
    Drafts drafts() throws PromptRefusal;

    /**
     * A working copy as it is this moment, though it may still be half-written: what {@link #saveDrafts} compares with.
     *
     * @param hash to be given back as {@link Edit#expectedHash}
     * @param text as far as it can be read
     * @param problem why it is no text, and what to do, in one line; null when it is one
     */
    record Draft(String text, String hash, @Nullable String problem) {}

    /** Reads one working copy; empty when there is none. */
    Optional<Draft> draft(String fileName) throws PromptRefusal;

    /**
     * What shall become of a working copy.
     *
     * @param text null to remove it
     * @param expectedHash what {@link PromptVersion#hashOf} gave for the text that was edited, or a {@link Draft} told;
     *     null when there was none
     */
    record Edit(@Nullable String text, @Nullable String expectedHash) {}

    /**
     * Saves working copies whole: all of them, or none.
     *
     * @param edits by file name
     * @throws PromptRefusal a conflict when another text is at one of them now; nothing is changed then
     */
    void saveDrafts(Map<String, Edit> edits) throws PromptRefusal;

    /** Saves one working copy, as {@link #saveDrafts} does. */
    default void saveDraft(String fileName, @Nullable String text, @Nullable String expectedHash) throws PromptRefusal {
        saveDrafts(Map.of(fileName, new Edit(text, expectedHash)));
    }

    /** Refuses what no store takes: a name that is no prompt's file, a text of nothing, one that is too long. */
    static void requireSavable(Map<String, Edit> edits) throws PromptRefusal {
        for (Map.Entry<String, Edit> edit : edits.entrySet()) {
            String fileName = edit.getKey();
            String text = edit.getValue().text();
            if (!PromptFileName.isKept(fileName)) {
                throw new PromptRefusal(
                        Why.INVALID, Said.of("this is no name of a prompt's file: {}", PromptDesk.shown(fileName)));
            }
            if (text != null && text.isBlank()) {
                throw new PromptRefusal(
                        Why.INVALID, Said.of("{} would be empty; write a prompt, or delete the file", fileName));
            }
            if (text != null && text.length() > MAX_FILE_BYTES / 4) {
                throw new PromptRefusal(
                        Why.INVALID,
                        Said.of("{} is longer than {} characters; shorten it", fileName, MAX_FILE_BYTES / 4));
            }
        }
    }

    /** The refusal for an author who was slower than another. */
    static PromptRefusal changedMeanwhile(String fileName) {
        return new PromptRefusal(
                Why.CONFLICT,
                Said.of("{} was changed by somebody else meanwhile; look at their text and save again", fileName));
    }

    /** The refusal for who decided on labels that somebody moved meanwhile. */
    static PromptRefusal movedMeanwhile(String prompt) {
        return new PromptRefusal(
                Why.CONFLICT,
                Said.of("the labels of {} were moved by somebody else meanwhile; look and decide again", prompt));
    }

    /** The versions of a prompt, the oldest first. */
    List<PromptVersion> versions(String prompt) throws PromptRefusal;

    /** The texts of a version by file name; empty when there is no such version. */
    Optional<Map<String, String>> texts(String prompt, String versionId) throws PromptRefusal;

    /** Keeps a version. One that is there already stays as it is, with its first author, time and message. */
    void keep(PromptVersion version, Map<String, String> texts) throws PromptRefusal;

    /**
     * Where the labels of all prompts stand.
     *
     * @param byPrompt prompts without a label may be left out
     * @param unknown prompts whose moves are not all known, so that a label may stand on a version though it seems to
     *     stand on none; their working copies are not live
     * @param findings what cannot be read; the last that was read of it still counts
     */
    record Labels(Map<String, PromptLabels> byPrompt, Set<String> unknown, List<Finding> findings) {
        public static final Labels NONE = new Labels(Map.of(), Set.of(), List.of());

        public Labels {
            byPrompt = Map.copyOf(byPrompt);
            unknown = Set.copyOf(unknown);
            findings = List.copyOf(findings);
        }
    }

    /** Reads where labels stand; cheap while nothing has changed, and then the same object as before. */
    Labels labels() throws PromptRefusal;

    /**
     * Moves a label. Where so many moves are kept already that one more does not fit, the older half gives way to what
     * still follows from it ({@link PromptLabels#shortened}).
     *
     * @param after how many moves the prompt had when this one was decided
     * @throws PromptRefusal a conflict when there is another number of them now; nothing is changed then
     */
    void move(String prompt, int after, LabelMove move) throws PromptRefusal;
}
