package parley.prompts.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text files in our jar. */
final class Resources {

    private Resources() {}

    /** A file's text; empty when there is no such file. */
    static Optional<String> text(String path) {
        try (InputStream in = Resources.class.getResourceAsStream("/" + path)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("our own jar cannot be read", e);
        }
    }
}
