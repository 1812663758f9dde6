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
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;

/**
 * The working copies in a folder. A file is read again when its time, size or identity has changed. Used by one thread at
 * a time.
 */
final class DraftFolder {
    /**
     * A file that was written less than this ago may be half-written: what was read of it before still counts, and it is
     * looked at again with the next scan. One that is gone still counts for as long, for editors save by taking a file
     * away and putting another there. Not asked of the first scan, nor of our own writing.
     */
    static final Duration SETTLING = Duration.ofMillis(100);

    private final Path folder;
    private final Clock clock;
    private final DurableFiles.Reading reading;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, Instant> goneSince = new HashMap<>();
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

    /** Tells that a file was just changed or taken away by ourselves, and is whole. */
    void wrote(String fileName) {
        ownWrites.add(fileName);
    }

    Drafts scan() throws PromptRefusal {
        SortedMap<String, BasicFileAttributes> files = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        list(files, findings);
        boolean changed = !read || !findings.equals(folderFindings);
        for (Map.Entry<String, BasicFileAttributes> file : files.entrySet()) {
            changed |= look(file.getKey(), file.getValue());
        }
        changed |= forgetGone(files.keySet());
        // What was ours to tell of is looked at now; nothing that others write later is taken for ours.
        ownWrites.clear();
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
                                Said.of("the folder holds more than {} prompts", PromptStore.MAX_FILES),
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
                    Said.of("the folder {} cannot be read; correct its permissions", folder),
                    e);
        }
    }

    /** Looks at one file; tells whether anything is different. */
    private boolean look(String fileName, BasicFileAttributes now) {
        Seen before = seen.get(fileName);
        if (before != null && before.isStill(now)) {
            return false;
        }
        if (read
                && !ownWrites.contains(fileName)
                && isSettling(now.lastModifiedTime().toInstant())) {
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

    /** Forgets the files that are gone, once that has settled; tells whether there were any. */
    private boolean forgetGone(Set<String> there) {
        goneSince.keySet().removeAll(there);
        Instant now = clock.instant();
        boolean forgotten = false;
        for (String fileName : List.copyOf(seen.keySet())) {
            if (there.contains(fileName)) {
                continue;
            }
            Instant since = goneSince.computeIfAbsent(fileName, key -> now);
            if (ownWrites.contains(fileName) || !isSettling(since)) {
                seen.remove(fileName);
                goneSince.remove(fileName);
                forgotten = true;
            }
        }
        return forgotten;
    }

    private boolean isSettling(Instant since) {
        Duration age = Duration.between(since, clock.instant());
        return !age.isNegative() && age.compareTo(SETTLING) < 0;
    }

    private Seen reading(Path file, BasicFileAttributes now) throws NoSuchFileException {
        if (!now.isRegularFile()) {
            return broken(file, now, now.isSymbolicLink() ? DraftProblem.LINK : DraftProblem.NO_FILE);
        }
        if (now.size() > PromptStore.MAX_FILE_BYTES) {
            return broken(file, now, DraftProblem.TOO_LARGE);
        }
        try {
            String text = reading.text(file);
            return text.isBlank() ? broken(file, now, DraftProblem.EMPTY) : seen(now, text, null);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (CharacterCodingException e) {
            return broken(file, now, DraftProblem.NOT_UTF8);
        } catch (IOException e) {
            return broken(file, now, DraftProblem.UNREADABLE);
        }
    }

    private static Seen broken(Path file, BasicFileAttributes now, DraftProblem problem) {
        return seen(now, null, problem.finding(file));
    }

    private static Seen seen(BasicFileAttributes now, @Nullable String text, @Nullable Finding finding) {
        return new Seen(now.lastModifiedTime().toInstant(), now.size(), now.fileKey(), text, finding);
    }

    private static Finding error(Path file, CharSequence message, CharSequence hint) {
        return Finding.error(SourcePosition.wholeFile(file.toString()), "", message, hint);
    }
}
