package parley.prompts.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes small text files so that a reader never sees half of one and a power cut loses none. */
final class DurableFiles {
    /** What the names of files begin with that are not whole yet. */
    static final String UNFINISHED = ".unfinished-";

    private DurableFiles() {}

    /** How a file's text is read: {@link #read}, or a test's own way. */
    interface Reading {
        String text(Path file) throws IOException;
    }

    /**
     * The text of a file, which is no link and at most {@link PromptStore#MAX_FILE_BYTES} long.
     *
     * @throws CharacterCodingException when it is not UTF-8
     * @throws IOException when it is too large, a link, or cannot be read
     */
    static String read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(PromptStore.MAX_FILE_BYTES + 1);
        }
        if (bytes.length > PromptStore.MAX_FILE_BYTES) {
            throw new IOException("larger than " + PromptStore.MAX_FILE_BYTES + " bytes");
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** Puts a text into the place of a file at once: written beside it, synced, and moved over it. */
    static void replace(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder");
        }
        replaceAll(folder, Map.of(file, text));
    }

    /**
     * Puts texts into the places of several files, or leaves all as they are: all are written beside their places before
     * the first is moved, and what was moved is put back when one cannot be. After a power cut in between some may be new
     * and some old, each of them whole.
     *
     * @param texts by file, all of one folder; null to take the file away
     */
    static void replaceAll(Path folder, Map<Path, @Nullable String> texts) throws IOException {
        Map<Path, Path> written = new LinkedHashMap<>();
        Map<Path, Path> before = new LinkedHashMap<>();
        List<Path> moved = new ArrayList<>();
        try {
            for (Map.Entry<Path, @Nullable String> file : texts.entrySet()) {
                String text = file.getValue();
                if (text != null) {
                    Path unfinished = unfinished(folder);
                    written.put(file.getKey(), unfinished);
                    write(unfinished, text);
                }
                if (texts.size() > 1 && Files.exists(file.getKey(), LinkOption.NOFOLLOW_LINKS)) {
                    Path kept = unfinished(folder);
                    before.put(file.getKey(), kept);
                    Files.copy(file.getKey(), kept, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            try {
                for (Path file : texts.keySet()) {
                    Path unfinished = written.get(file);
                    if (unfinished == null) {
                        Files.deleteIfExists(file);
                    } else {
                        move(unfinished, file);
                    }
                    moved.add(file);
                }
            } catch (IOException e) {
                putBack(moved, before, e);
                throw e;
            }
            sync(folder);
        } finally {
            for (Path left : written.values()) {
                Files.deleteIfExists(left);
            }
            for (Path left : before.values()) {
                Files.deleteIfExists(left);
            }
        }
    }

    private static void putBack(List<Path> moved, Map<Path, Path> before, IOException reason) {
        for (Path file : moved) {
            Path kept = before.get(file);
            try {
                if (kept == null) {
                    Files.deleteIfExists(file);
                } else {
                    move(kept, file);
                }
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }

    private static Path unfinished(Path folder) {
        return folder.resolve(UNFINISHED + UUID.randomUUID());
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes a new file and syncs it. */
    static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Makes the names in a folder durable, where the system can. */
    static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folder; there the move itself has to do.
        }
    }
}
