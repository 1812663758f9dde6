package parley.speech.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file must hash to.
 *
 * @param algorithm {@code SHA-256}, or {@code MD5}, which finds damage but no forgery
 * @param hex lower case
 */
public record Checksum(String algorithm, String hex) {
    private static final int SHA_256_DIGITS = 64;
    private static final int MD5_DIGITS = 32;

    /** The checksum that {@code text} begins with, by its length; empty when it is none. */
    public static Optional<Checksum> parse(String text) {
        String hex = text.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        if (!hex.matches("[0-9a-f]+")) {
            return Optional.empty();
        }
        return switch (hex.length()) {
            case SHA_256_DIGITS -> Optional.of(new Checksum("SHA-256", hex));
            case MD5_DIGITS -> Optional.of(new Checksum("MD5", hex));
            default -> Optional.empty();
        };
    }

    /** The checksum of {@code file}. */
    static Checksum of(String algorithm, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    boolean fits(Path file) throws IOException {
        return of(algorithm, file).equals(this);
    }
}
