package parley.prompts.library;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlSource;

/**
 * A workspace folder as plain files, made to be kept in git:
 *
 * <pre>
 * greet.prompt, greet.zh-CN.prompt, greet.samples.yaml, _tone.prompt     working copies
 * .parley/versions/greet/ID/greet.prompt …, version.yaml                 one folder a version, never changed
 * .parley/labels/greet.yaml                                              the moves of its labels, only added to
 * </pre>
 *
 * <p>Every file is written beside its place, synced and moved there. Processes that write at the same time are kept apart
 * by a lock on {@code .parley/lock}. Links are not followed.
 */
public final class FolderPromptStore implements PromptStore {
    private static final String VERSION_FILE = "version.yaml";
    private static final String LABELS_ENDING = ".yaml";

    /** A file lock excludes nobody of the same process. */
    private static final Object WRITING = new Object();

    private final Path folder;
    private final Path inner;
    private final DraftFolder drafts;
    private final DurableFiles.Reading reading;
    private final Map<String, SeenLabels> seenLabels = new HashMap<>();
    private Labels labels = Labels.NONE;

    private record SeenLabels(
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

    /** A store over a folder, which need not exist until something is saved. */
    public FolderPromptStore(Path folder) {
        this(folder, Clock.systemUTC());
    }

    /** {@code clock} tells how long ago a file was written. */
    public FolderPromptStore(Path folder, Clock clock) {
        this(folder, clock, DurableFiles::read);
    }

    /** {@code reading} opens what is read of drafts, labels and versions' texts. */
    FolderPromptStore(Path folder, Clock clock, DurableFiles.Reading reading) {
        this.folder = folder;
        this.inner = folder.resolve(".parley");
        this.drafts = new DraftFolder(folder, clock, reading);
        this.reading = reading;
    }

    @Override
    public synchronized Drafts drafts() throws PromptRefusal {
        return drafts.scan();
    }

    @Override
    public void saveDraft(String fileName, @Nullable String text, @Nullable String expectedHash) throws PromptRefusal {
        if (!PromptFileName.isKept(fileName)) {
            throw new PromptRefusal(Why.INVALID, "this is no name of a prompt's file: " + PromptDesk.shown(fileName));
        }
        if (text != null && (text.isBlank() || text.length() > MAX_FILE_BYTES / 4)) {
            throw new PromptRefusal(
                    Why.INVALID,
                    text.isBlank()
                            ? fileName + " would be empty; write a prompt, or delete the file"
                            : fileName + " is longer than " + MAX_FILE_BYTES / 4 + " characters; shorten it");
        }
        alone(() -> {
            Path file = folder.resolve(fileName);
            String now = textNow(file);
            String nowHash = now == null ? null : PromptVersion.hashOf(now);
            if (!Objects.equals(nowHash, expectedHash)) {
                throw new PromptRefusal(
                        Why.CONFLICT,
                        fileName + " was changed by somebody else meanwhile; look at their text and save again");
            }
            synchronized (this) {
                drafts.wrote(fileName);
            }
            if (text == null) {
                Files.deleteIfExists(file);
                DurableFiles.sync(folder);
            } else {
                DurableFiles.replace(file, text);
            }
            return null;
        });
    }

    private static @Nullable String textNow(Path file) throws IOException, PromptRefusal {
        if (Files.isSymbolicLink(file)) {
            throw new PromptRefusal(Why.INVALID, file + " is a link, which is not followed; put the file itself there");
        }
        try {
            return DurableFiles.read(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public List<PromptVersion> versions(String prompt) throws PromptRefusal {
        Path home = named(prompt);
        if (!isFolder(home)) {
            return List.of();
        }
        List<PromptVersion> versions = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(home)) {
            for (Path entry : entries) {
                String id = String.valueOf(entry.getFileName());
                if (PromptVersion.isId(id) && isFolder(entry)) {
                    readVersion(prompt, id, entry).ifPresent(versions::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw unreadable(home, e);
        }
        versions.sort(Comparator.comparing(PromptVersion::at).thenComparing(PromptVersion::id));
        return List.copyOf(versions);
    }

    private static Optional<PromptVersion> readVersion(String prompt, String id, Path home) {
        try {
            Path file = home.resolve(VERSION_FILE);
            Map<String, @Nullable Object> fields = YamlSource.read(file.toString(), DurableFiles.read(file))
                    .orThrow()
                    .plainMap();
            return Optional.of(new PromptVersion(
                    prompt,
                    id,
                    String.valueOf(fields.get("author")),
                    Instant.parse(String.valueOf(fields.get("at"))),
                    String.valueOf(fields.get("message"))));
        } catch (IOException | AuthoringException | DateTimeParseException | IllegalArgumentException e) {
            // Its texts still count by their hash; who saved them is not known.
            return Optional.of(new PromptVersion(prompt, id, "?", Instant.EPOCH, ""));
        }
    }

    @Override
    public Optional<Map<String, String>> texts(String prompt, String versionId) throws PromptRefusal {
        Path home = named(prompt).resolve(PromptVersion.isId(versionId) ? versionId : "none");
        if (!isFolder(home)) {
            return Optional.empty();
        }
        Map<String, String> texts = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(home)) {
            for (Path entry : entries) {
                String fileName = String.valueOf(entry.getFileName());
                if (PromptFileName.parse(fileName).isPresent()) {
                    texts.put(fileName, reading.text(entry));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw unreadable(home, e);
        }
        if (!PromptVersion.idOf(texts).equals(versionId)) {
            throw new PromptRefusal(
                    Why.INVALID,
                    "the version " + PromptVersion.shortened(versionId) + " of " + prompt
                            + " was changed in its folder; restore it, for example from git");
        }
        return Optional.of(texts);
    }

    @Override
    public void keep(PromptVersion version, Map<String, String> texts) throws PromptRefusal {
        if (!PromptVersion.idOf(texts).equals(version.id())) {
            throw new IllegalArgumentException("The id is not that of the texts");
        }
        alone(() -> {
            Path home = named(version.prompt());
            Path place = home.resolve(version.id());
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                return null;
            }
            Path unfinished = home.resolve(DurableFiles.UNFINISHED + UUID.randomUUID());
            Files.createDirectories(unfinished);
            for (Map.Entry<String, String> file : texts.entrySet()) {
                DurableFiles.write(unfinished.resolve(file.getKey()), file.getValue());
            }
            DurableFiles.write(
                    unfinished.resolve(VERSION_FILE),
                    "author: " + LabelFile.quoted(version.author())
                            + "\nat: " + LabelFile.quoted(version.at().toString())
                            + "\nmessage: " + LabelFile.quoted(version.message()) + "\n");
            DurableFiles.sync(unfinished);
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.sync(home);
            return null;
        });
    }

    @Override
    public synchronized Labels labels() throws PromptRefusal {
        Path home = inner.resolve("labels");
        // Labels that cannot be seen may stand on versions: no working copy goes live for it.
        refuseLink(inner);
        refuseLink(home);
        Map<String, BasicFileAttributes> files = new TreeMap<>();
        if (isFolder(home)) {
            try {
                FolderListing.each(home, (fileName, attributes) -> {
                    String name = fileName.endsWith(LABELS_ENDING)
                            ? fileName.substring(0, fileName.length() - LABELS_ENDING.length())
                            : "";
                    if (PromptFileName.isName(name)) {
                        files.put(name, attributes);
                    }
                    return true;
                });
            } catch (IOException e) {
                throw unreadable(home, e);
            }
        }
        boolean changed = seenLabels.keySet().retainAll(files.keySet());
        for (Map.Entry<String, BasicFileAttributes> file : files.entrySet()) {
            changed |= lookAtLabels(file.getKey(), home.resolve(file.getKey() + LABELS_ENDING), file.getValue());
        }
        if (changed) {
            Map<String, PromptLabels> byPrompt = new HashMap<>();
            Set<String> unknown = new HashSet<>();
            List<Finding> findings = new ArrayList<>();
            seenLabels.forEach((prompt, seen) -> {
                byPrompt.put(prompt, seen.good());
                if (!seen.known()) {
                    unknown.add(prompt);
                }
                if (seen.finding() != null) {
                    findings.add(seen.finding());
                }
            });
            labels = new Labels(byPrompt, unknown, findings);
        }
        return labels;
    }

    private boolean lookAtLabels(String prompt, Path file, BasicFileAttributes now) {
        SeenLabels before = seenLabels.get(prompt);
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
        seenLabels.put(
                prompt,
                new SeenLabels(now.lastModifiedTime().toInstant(), now.size(), now.fileKey(), good, known, finding));
        return true;
    }

    @Override
    public void move(String prompt, int after, LabelMove move) throws PromptRefusal {
        alone(() -> {
            Path home = inner.resolve("labels");
            Files.createDirectories(home);
            Path file = home.resolve(requireName(prompt) + LABELS_ENDING);
            String now = textNow(file);
            PromptLabels before;
            try {
                before = now == null ? PromptLabels.NONE : LabelFile.read(file.toString(), now);
            } catch (AuthoringException e) {
                throw new PromptRefusal(Why.INVALID, e.findings().getFirst().asLine(), e.findings());
            }
            if (before.moves().size() != after) {
                throw new PromptRefusal(
                        Why.CONFLICT,
                        "the labels of " + prompt + " were moved by somebody else meanwhile; look and decide again");
            }
            String text = LabelFile.with(now == null ? "" : now, move);
            if (after >= PromptLabels.MAX_MOVES || text.length() > MAX_FILE_BYTES / 4) {
                throw new PromptRefusal(
                        Why.INVALID, file + " is full; remove its oldest moves, which git still has, and try again");
            }
            DurableFiles.replace(file, text);
            return null;
        });
    }

    private interface Writing<T extends @Nullable Object> {
        T run() throws IOException, PromptRefusal;
    }

    /** Runs while no other thread or process writes here. */
    private <T extends @Nullable Object> T alone(Writing<T> writing) throws PromptRefusal {
        synchronized (WRITING) {
            try {
                Files.createDirectories(inner);
                if (!isFolder(inner)) {
                    throw new PromptRefusal(Why.INVALID, inner + " is a link, which is not followed");
                }
                ignoreLock();
                try (FileChannel channel =
                        FileChannel.open(inner.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    // Released with the channel, or by the system when this process dies.
                    channel.lock();
                    return writing.run();
                }
            } catch (IOException e) {
                throw new PromptRefusal(
                        Why.UNAVAILABLE,
                        "the folder " + folder + " cannot be written ("
                                + e.getClass().getSimpleName() + "); check the disk and the folder's permissions",
                        e);
            }
        }
    }

    private void ignoreLock() throws IOException {
        try {
            Files.writeString(
                    inner.resolve(".gitignore"),
                    "lock\n" + DurableFiles.UNFINISHED + "*\n",
                    StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            // As it should be.
        }
    }

    private Path named(String prompt) throws PromptRefusal {
        return inner.resolve("versions").resolve(requireName(prompt));
    }

    private static String requireName(String prompt) throws PromptRefusal {
        if (!PromptFileName.isName(prompt)) {
            throw new PromptRefusal(Why.UNKNOWN, "there is no prompt of this name; check it");
        }
        return prompt;
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void refuseLink(Path place) throws PromptRefusal {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !isFolder(place)) {
            throw new PromptRefusal(
                    Why.INVALID,
                    place + " is a link, which is not followed, or no folder; put the folder itself there");
        }
    }

    private static PromptRefusal unreadable(Path place, Exception e) {
        return new PromptRefusal(Why.UNAVAILABLE, place + " cannot be read; correct its permissions", e);
    }
}
