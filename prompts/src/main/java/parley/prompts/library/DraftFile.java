package parley.prompts.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A working copy's file as it is this moment, whatever its bytes are, so that a broken one can be told and replaced.
 *
 * @param hash SHA-256 of all bytes, which for a text is {@link PromptVersion#hashOf}; empty where there are none to read
 * @param text as far as it can be read: what is not UTF-8 in it is U+FFFD
 * @param problem null when it is a text
 */
record DraftFile(String hash, String text, @Nullable DraftProblem problem) {

    /** Reads a file; empty when there is none. */
    static Optional<DraftFile> now(Path file) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                return problem(attributes.isSymbolicLink() ? DraftProblem.LINK : DraftProblem.NO_FILE);
            }
            return Optional.of(read(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return problem(DraftProblem.UNREADABLE);
        }
    }

    private static Optional<DraftFile> problem(DraftProblem problem) {
        return Optional.of(new DraftFile("", "", problem));
    }

    private static DraftFile read(Path file) throws IOException {
        MessageDigest digest = PromptVersion.sha256();
        byte[] bytes;
        try (InputStream in = new DigestInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), digest)) {
            bytes = in.readNBytes(PromptStore.MAX_FILE_BYTES + 1);
            // The rest of a file that is too large counts for its hash alone.
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        if (bytes.length > PromptStore.MAX_FILE_BYTES) {
            byte[] beginning = Arrays.copyOf(bytes, PromptStore.MAX_FILE_BYTES / 4);
            return new DraftFile(hash, new String(beginning, StandardCharsets.UTF_8), DraftProblem.TOO_LARGE);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new DraftFile(hash, text, text.isBlank() ? DraftProblem.EMPTY : null);
        } catch (CharacterCodingException e) {
            return new DraftFile(hash, new String(bytes, StandardCharsets.UTF_8), DraftProblem.NOT_UTF8);
        }
    }
}
