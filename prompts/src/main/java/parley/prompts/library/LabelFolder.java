package parley.prompts.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.library.PromptStore.Labels;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;

/**
 * The moves of labels as files: {@code .parley/labels/greet.yaml}. A file is read again when its time, size or identity has
 * changed. Read by one thread at a time, written by one at a time.
 */
final class LabelFolder {
    private static final String ENDING = ".yaml";

    private final StoreFolder folder;
    private final DurableFiles.Reading reading;
    private final Map<String, Seen> seen = new HashMap<>();
    private Labels last = Labels.NONE;

    private record Seen(
            Instant modified,
            long size,
            @Nullable Object key,
            PromptLabels good,
            boolean known,
            @Nullable Finding finding) {
        boolean isStill(BasicFileAttributes now) {
            return modified.equals(now.lastModifiedTime().toInstant())
                    && size == now.size()
                    && Objects.equals(key, now.fileKey());
        }
    }

    LabelFolder(StoreFolder folder, DurableFiles.Reading reading) {
        this.folder = folder;
        this.reading = reading;
    }

    Labels scan() throws PromptRefusal {
        // Labels that cannot be seen may stand on versions: no working copy goes live for it.
        Path home = folder.folder("labels");
        Map<String, BasicFileAttributes> files = new TreeMap<>();
        if (StoreFolder.isFolder(home)) {
            try {
                FolderListing.each(home, (fileName, attributes) -> {
                    String name =
                            fileName.endsWith(ENDING) ? fileName.substring(0, fileName.length() - ENDING.length()) : "";
                    if (PromptFileName.isName(name)) {
                        files.put(name, attributes);
                    }
                    return true;
                });
            } catch (IOException e) {
                throw StoreFolder.unreadable(home, e);
            }
        }
        boolean changed = seen.keySet().retainAll(files.keySet());
        for (Map.Entry<String, BasicFileAttributes> file : files.entrySet()) {
            changed |= look(file.getKey(), home.resolve(file.getKey() + ENDING), file.getValue());
        }
        if (changed) {
            last = labels();
        }
        return last;
    }

    private Labels labels() {
        Map<String, PromptLabels> byPrompt = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        seen.forEach((prompt, file) -> {
            byPrompt.put(prompt, file.good());
            if (!file.known()) {
                unknown.add(prompt);
            }
            if (file.finding() != null) {
                findings.add(file.finding());
            }
        });
        return new Labels(byPrompt, unknown, findings);
    }

    private boolean look(String prompt, Path file, BasicFileAttributes now) {
        Seen before = seen.get(prompt);
        if (before != null && before.isStill(now)) {
            return false;
        }
        boolean known = before != null && before.known();
        PromptLabels good = before == null ? PromptLabels.NONE : before.good();
        Finding finding = null;
        try {
            String text = reading.text(file);
            try {
                good = LabelFile.read(file.toString(), text);
                known = true;
            } catch (AuthoringException e) {
                finding = e.findings().getFirst();
                if (!known) {
                    good = LabelFile.firstMoves(file.toString(), text);
                }
            }
        } catch (IOException e) {
            finding = Finding.error(
                    SourcePosition.wholeFile(file.toString()), "", "the file cannot be read", "restore it");
        }
        seen.put(prompt, new Seen(now.lastModifiedTime().toInstant(), now.size(), now.fileKey(), good, known, finding));
        return true;
    }

    /** To be called by one writer at a time. */
    void move(String prompt, int after, LabelMove move) throws IOException, PromptRefusal {
        Path file = folder.made("labels").resolve(StoreFolder.requireName(prompt) + ENDING);
        String now = textNow(file);
        PromptLabels before;
        try {
            before = now == null ? PromptLabels.NONE : LabelFile.read(file.toString(), now);
        } catch (AuthoringException e) {
            throw new PromptRefusal(Why.INVALID, e.findings().getFirst().asLine(), e.findings());
        }
        if (before.moves().size() != after) {
            throw PromptStore.movedMeanwhile(prompt);
        }
        String text = LabelFile.with(now == null ? "" : now, move);
        PromptLabels next = before.with(move);
        // A rollback must never be refused because there were so many releases before.
        while (isFull(next, text)) {
            next = next.shortened();
            text = LabelFile.text(next);
        }
        DurableFiles.replace(file, text);
    }

    private static boolean isFull(PromptLabels labels, String text) {
        return labels.moves().size() > PromptLabels.MAX_MOVES
                || text.getBytes(StandardCharsets.UTF_8).length > PromptStore.MAX_FILE_BYTES;
    }

    private static @Nullable String textNow(Path file) throws IOException, PromptRefusal {
        if (Files.isSymbolicLink(file)) {
            throw new PromptRefusal(
                    Why.INVALID, Said.of("{} is a link, which is not followed; put the file itself there", file));
        }
        try {
            return DurableFiles.read(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
