package parley.prompts.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Locales;
import parley.prompts.course.LocalizedText;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;
import parley.prompts.template.PromptTemplate;

/**
 * The prompts by name and language: those in our jar, overlaid by the {@code .prompt} files of a workspace folder.
 *
 * <p>A name is sought as {@code name.zh-CN.prompt}, {@code name.zh.prompt}, {@code name.prompt}; in each step the
 * folder comes first. A file of the folder is read again when its time or size has changed. One that cannot be read
 * keeps its last good version, or the jar's, and {@link #findings()} says why. Thread-safe.
 */
public final class PromptLibrary {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

    /** A file as it was last read. */
    private record Read(
            long modifiedMillis, long size, @Nullable PromptTemplate good, List<Finding> findings) {}

    private final @Nullable Path workspace;
    private final Map<String, PromptTemplate> shipped = new ConcurrentHashMap<>();
    private final Map<String, Read> overlaid = new ConcurrentHashMap<>();

    private PromptLibrary(@Nullable Path workspace) {
        this.workspace = workspace;
    }

    /** The prompts in our jar alone. */
    public static PromptLibrary shipped() {
        return new PromptLibrary(null);
    }

    /** The prompts in our jar, overlaid by those of a folder, which need not exist. */
    public static PromptLibrary over(Path workspace) {
        return new PromptLibrary(workspace);
    }

    /**
     * The prompt of this name, in the locale or the nearest there is.
     *
     * @throws AuthoringException when there is no prompt of this name
     */
    public PromptTemplate get(String name, String localeTag) {
        if (NAME.matcher(name).matches()) {
            for (String tag : Locales.fallbacks(localeTag)) {
                Optional<PromptTemplate> found = file(name + "." + tag + ".prompt");
                if (found.isPresent()) {
                    return found.get();
                }
                if (tag.equals(LocalizedText.FALLBACK)) {
                    break;
                }
            }
            Optional<PromptTemplate> found = file(name + ".prompt");
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new AuthoringException(
                Finding.error(SourcePosition.wholeFile("prompts"), "", "there is no prompt " + name, "check its name"));
    }

    /** What was wrong with files of the folder when they were last read. */
    public List<Finding> findings() {
        return overlaid.values().stream()
                .flatMap(read -> read.findings().stream())
                .toList();
    }

    private Optional<PromptTemplate> file(String fileName) {
        if (workspace != null) {
            Path file = workspace.resolve(fileName);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                PromptTemplate good = overlaid.compute(fileName, (key, last) -> readAgain(file, last))
                        .good();
                if (good != null) {
                    return Optional.of(good);
                }
            } else {
                overlaid.remove(fileName);
            }
        }
        PromptTemplate known = shipped.get(fileName);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<PromptTemplate> read = Resources.text("prompts/" + fileName)
                .map(source -> PromptTemplate.parse("prompts/" + fileName, source));
        read.ifPresent(template -> shipped.put(fileName, template));
        return read;
    }

    private static Read readAgain(Path file, @Nullable Read last) {
        PromptTemplate good = last == null ? null : last.good();
        long modified = 0;
        long size = 0;
        try {
            modified = Files.getLastModifiedTime(file).toMillis();
            size = Files.size(file);
            if (last != null && last.modifiedMillis() == modified && last.size() == size) {
                return last;
            }
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                // UTF-8 takes at most 3 bytes for a char; one more shows the excess.
                bytes = in.readNBytes(PromptTemplate.MAX_SOURCE * 3 + 1);
            }
            String source = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Read(modified, size, PromptTemplate.parse(file.toString(), source), List.of());
        } catch (AuthoringException e) {
            return new Read(modified, size, good, e.findings());
        } catch (CharacterCodingException e) {
            return new Read(modified, size, good, List.of(finding(file, "the file is not valid UTF-8")));
        } catch (IOException e) {
            return new Read(modified, size, good, List.of(finding(file, "the file cannot be read")));
        }
    }

    private static Finding finding(Path file, String message) {
        return Finding.error(SourcePosition.wholeFile(file.toString()), "", message, "save it again");
    }
}
