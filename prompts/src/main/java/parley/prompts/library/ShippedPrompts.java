package parley.prompts.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The prompts and samples in our jar, by file name. Read once. */
final class ShippedPrompts {
    private static final String FOLDER = "prompts";

    private ShippedPrompts() {}

    static SortedMap<String, String> texts() {
        return Read.TEXTS;
    }

    /** A prompt as it is in our jar; empty when it does not come with Parley. */
    static Optional<PromptBundle> bundle(String prompt) {
        return PromptBundle.filesOf(prompt, texts()).isEmpty()
                ? Optional.empty()
                : Optional.of(PromptBundle.of(prompt, texts(), Map.of()));
    }

    private static final class Read {
        private static final SortedMap<String, String> TEXTS = read();

        private static SortedMap<String, String> read() {
            try {
                Path home = Path.of(ShippedPrompts.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                if (Files.isDirectory(home)) {
                    return texts(home.resolve(FOLDER));
                }
                try (FileSystem jar = FileSystems.newFileSystem(home)) {
                    return texts(jar.getPath("/" + FOLDER));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("our own jar cannot be read", e);
            } catch (URISyntaxException e) {
                throw new IllegalStateException("our own jar has no place", e);
            }
        }

        private static SortedMap<String, String> texts(Path folder) throws IOException {
            SortedMap<String, String> texts = new TreeMap<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    String name = String.valueOf(file.getFileName());
                    if (PromptFileName.isKept(name)) {
                        texts.put(name, Files.readString(file, StandardCharsets.UTF_8));
                    }
                }
            }
            return Collections.unmodifiableSortedMap(texts);
        }
    }
}
