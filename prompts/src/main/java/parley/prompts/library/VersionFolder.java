package parley.prompts.library;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Said;
import parley.prompts.source.YamlSource;

/** Kept versions as folders: {@code .parley/versions/greet/ID/} with the texts and {@code version.yaml}. Thread-safe. */
final class VersionFolder {
    private static final String VERSION_FILE = "version.yaml";

    private final StoreFolder folder;
    private final DurableFiles.Reading reading;

    VersionFolder(StoreFolder folder, DurableFiles.Reading reading) {
        this.folder = folder;
        this.reading = reading;
    }

    List<PromptVersion> versions(String prompt) throws PromptRefusal {
        Path home = folder.folder("versions", StoreFolder.requireName(prompt));
        if (!StoreFolder.isFolder(home)) {
            return List.of();
        }
        List<PromptVersion> versions = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(home)) {
            for (Path entry : entries) {
                String id = String.valueOf(entry.getFileName());
                if (PromptVersion.isId(id) && StoreFolder.isFolder(entry)) {
                    versions.add(readVersion(prompt, id, entry));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw StoreFolder.unreadable(home, e);
        }
        versions.sort(Comparator.comparing(PromptVersion::at).thenComparing(PromptVersion::id));
        return List.copyOf(versions);
    }

    private static PromptVersion readVersion(String prompt, String id, Path home) {
        try {
            Path file = home.resolve(VERSION_FILE);
            Map<String, @Nullable Object> fields = YamlSource.read(file.toString(), DurableFiles.read(file))
                    .orThrow()
                    .plainMap();
            return new PromptVersion(
                    prompt,
                    id,
                    String.valueOf(fields.get("author")),
                    Instant.parse(String.valueOf(fields.get("at"))),
                    String.valueOf(fields.get("message")));
        } catch (IOException | AuthoringException | DateTimeParseException | IllegalArgumentException e) {
            // Its texts still count by their hash; who saved them is not known.
            return new PromptVersion(prompt, id, "?", Instant.EPOCH, "");
        }
    }

    Optional<Map<String, String>> texts(String prompt, String versionId) throws PromptRefusal {
        if (!PromptVersion.isId(versionId)) {
            return Optional.empty();
        }
        Path home = folder.folder("versions", StoreFolder.requireName(prompt), versionId);
        if (!StoreFolder.isFolder(home)) {
            return Optional.empty();
        }
        Map<String, String> texts = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(home)) {
            for (Path entry : entries) {
                String fileName = String.valueOf(entry.getFileName());
                if (PromptFileName.isInVersions(fileName)) {
                    texts.put(fileName, reading.text(entry));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw StoreFolder.unreadable(home, e);
        }
        if (!PromptVersion.idOf(texts).equals(versionId)) {
            throw new PromptRefusal(
                    Why.INVALID,
                    Said.of(
                            "the version {} of {} was changed in its folder; restore it, for example from git",
                            PromptVersion.shortened(versionId),
                            prompt));
        }
        return Optional.of(texts);
    }

    /** To be called by one writer at a time. */
    void keep(PromptVersion version, Map<String, String> texts) throws IOException, PromptRefusal {
        Path home = folder.made("versions", StoreFolder.requireName(version.prompt()));
        Path place = home.resolve(version.id());
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path unfinished = home.resolve(DurableFiles.UNFINISHED + UUID.randomUUID());
        Files.createDirectory(unfinished);
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
    }
}
