package parley.prompts.library;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Finding;

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
     * Saves a working copy whole, or not at all.
     *
     * @param text null to remove it
     * @param expectedHash what {@link PromptVersion#hashOf} gave for the text that was edited; null when there was none
     * @throws PromptRefusal a conflict when there is another text now; nothing is changed then
     */
    void saveDraft(String fileName, @Nullable String text, @Nullable String expectedHash) throws PromptRefusal;

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
     * Moves a label.
     *
     * @param after how many moves the prompt had when this one was decided
     * @throws PromptRefusal a conflict when there are more now; nothing is changed then
     */
    void move(String prompt, int after, LabelMove move) throws PromptRefusal;
}
