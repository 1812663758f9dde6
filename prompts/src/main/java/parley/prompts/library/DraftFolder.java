package parley.prompts.library;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptStore.Drafts;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;

/**
 * The working copies in a folder. A file is read again when its time, size or identity has changed. Used by one thread at
 * a time.
 */
final class DraftFolder {
    /**
     * A file that was written less than this ago may be half-written: what was read of it before still counts, and it is
     * looked at again with the next scan. Not asked of a file's first reading, nor of our own writing.
     */
    static final Duration SETTLING = Duration.ofMillis(100);

    private final Path folder;
    private final Clock clock;
    private final DurableFiles.Reading reading;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Set<String> ownWrites = new HashSet<>();
    private List<Finding> folderFindings = List.of();
    private Drafts last = Drafts.NONE;
    private boolean read;

    /** A file as it was last seen; text is null when it could not be read then. */
    private record Seen(
            Instant modified,
            long size,
            @Nullable Object key,
            @Nullable String text,
            @Nullable Finding finding) {
        boolean isStill(BasicFileAttributes now) {
            return modified.equals(now.lastModifiedTime().toInstant())
                    && size == now.size()
                    && Objects.equals(key, now.fileKey());
        }
    }

    DraftFolder(Path folder, Clock clock) {
        this(folder, clock, DurableFiles::read);
    }

    /** {@code reading} opens the files whose attributes say that they are new or changed, and no others. */
    DraftFolder(Path folder, Clock clock, DurableFiles.Reading reading) {
        this.folder = folder;
        this.clock = clock;
        this.reading = reading;
    }

    /** Tells that the next change of a file is our own, and whole. */
    void wrote(String fileName) {
        ownWrites.add(fileName);
    }

    Drafts scan() throws PromptRefusal {
        SortedMap<String, BasicFileAttributes> files = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        list(files, findings);
        boolean changed = !read || !files.keySet().equals(seen.keySet()) || !findings.equals(folderFindings);
        for (Map.Entry<String, BasicFileAttributes> file : files.entrySet()) {
            changed |= look(file.getKey(), file.getValue());
        }
        seen.keySet().retainAll(files.keySet());
        folderFindings = findings;
        if (!changed) {
            return last;
        }
        read = true;
        Map<String, String> texts = new HashMap<>();
        Map<String, String> places = new HashMap<>();
        List<String> unreadable = new ArrayList<>();
        List<Finding> all = new ArrayList<>(findings);
        seen.forEach((fileName, file) -> {
            places.put(fileName, folder.resolve(fileName).toString());
            if (file.text() != null) {
                texts.put(fileName, file.text());
            } else {
                unreadable.add(fileName);
            }
            if (file.finding() != null) {
                all.add(file.finding());
            }
        });
        last = new Drafts(texts, places, unreadable, all);
        return last;
    }

    private void list(SortedMap<String, BasicFileAttributes> files, List<Finding> findings) throws PromptRefusal {
        try {
            FolderListing.each(folder, (name, attributes) -> {
                if (seen.containsKey(name) || PromptFileName.isKept(name)) {
                    if (files.size() == PromptStore.MAX_FILES) {
                        findings.add(error(
                                folder,
                                "the folder holds more than " + PromptStore.MAX_FILES + " prompts",
                                "keep those that are needed; the rest is not read"));
                        return false;
                    }
                    files.put(name, attributes);
                } else if (name.endsWith(PromptFileName.ENDING) && !name.startsWith(".")) {
                    findings.add(error(
                            folder.resolve(name),
                            "this is no name of a prompt",
                            "name it name.prompt, name.variant.prompt or name.locale.prompt, in lower-case letters,"
                                    + " digits and hyphens"));
                }
                return true;
            });
        } catch (IOException e) {
            throw new PromptRefusal(
                    PromptRefusal.Why.UNAVAILABLE,
                    "the folder " + folder + " cannot be read; correct its permissions",
                    e);
        }
    }

    /** Looks at one file; tells whether anything is different. */
    private boolean look(String fileName, BasicFileAttributes now) {
        Seen before = seen.get(fileName);
        if (before != null && before.isStill(now)) {
            return false;
        }
        boolean own = ownWrites.remove(fileName);
        if (before != null && before.text() != null && !own && isSettling(now)) {
            return false;
        }
        try {
            seen.put(fileName, reading(folder.resolve(fileName), now));
        } catch (NoSuchFileException e) {
            // Gone since the folder was listed; the next scan knows more.
            return false;
        }
        return true;
    }

    private boolean isSettling(BasicFileAttributes file) {
        Duration age = Duration.between(file.lastModifiedTime().toInstant(), clock.instant());
        return !age.isNegative() && age.compareTo(SETTLING) < 0;
    }

    private Seen reading(Path file, BasicFileAttributes now) throws NoSuchFileException {
        Instant modified = now.lastModifiedTime().toInstant();
        if (!now.isRegularFile()) {
            return new Seen(
                    modified,
                    now.size(),
                    now.fileKey(),
                    null,
                    error(
                            file,
                            now.isSymbolicLink() ? "links are not followed" : "this is no file",
                            "put the prompt itself into the folder"));
        }
        try {
            if (now.size() > PromptStore.MAX_FILE_BYTES) {
                return new Seen(modified, now.size(), now.fileKey(), null, tooLarge(file));
            }
            String text = reading.text(file);
            return text.isBlank()
                    ? new Seen(
                            modified,
                            now.size(),
                            now.fileKey(),
                            null,
                            error(file, "the file is empty", "write a prompt, or delete the file"))
                    : new Seen(modified, now.size(), now.fileKey(), text, null);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (CharacterCodingException e) {
            return new Seen(
                    modified,
                    now.size(),
                    now.fileKey(),
                    null,
                    error(file, "the file is not valid UTF-8", "save it with the encoding UTF-8"));
        } catch (IOException e) {
            return new Seen(
                    modified,
                    now.size(),
                    now.fileKey(),
                    null,
                    error(file, "the file cannot be read", "correct its permissions, or save it again"));
        }
    }

    private static Finding tooLarge(Path file) {
        return error(file, "the file is larger than " + PromptStore.MAX_FILE_BYTES + " bytes", "shorten it");
    }

    private static Finding error(Path file, String message, String hint) {
        return Finding.error(SourcePosition.wholeFile(file.toString()), "", message, hint);
    }
}
