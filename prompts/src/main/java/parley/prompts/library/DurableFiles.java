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
import java.util.UUID;

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
        Path unfinished = folder.resolve(UNFINISHED + UUID.randomUUID());
        try {
            write(unfinished, text);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(folder);
        } finally {
            Files.deleteIfExists(unfinished);
        }
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
