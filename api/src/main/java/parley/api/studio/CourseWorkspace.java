package parley.api.studio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.api.CourseShelf;
import parley.prompts.source.Said;
import parley.prompts.source.YamlSource;

/**
 * The files of an installation's own courses, read and written for their authors.
 *
 * <p>A file is reached by a course's id and a name of plain parts; neither links nor {@code ..} lead anywhere, and only
 * {@code .yaml} and {@code .md} files are touched. A text is saved whole or not at all, and only over the text that its
 * author saw. Thread-safe within one process.
 */
final class CourseWorkspace {
    /** The largest file that is read or written, in bytes. */
    static final int MAX_FILE_BYTES = YamlSource.MAX_BYTES;

    /** Files of one course beyond these are not listed. */
    static final int MAX_FILES = 1_200;

    private static final int MAX_DEPTH = 4;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");
    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9._-]{0,79}/){0,3}[A-Za-z0-9_][A-Za-z0-9._-]{0,79}\\.(?:yaml|md)");

    private final Path folder;

    CourseWorkspace(Path folder) {
        this.folder = folder;
    }

    /** A file's text and what tells it from every other. */
    record Text(String text, String hash) {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    Path folder() {
        return folder;
    }

    Path folder(String course) throws StudioRefused {
        if (!isId(course)) {
            throw new StudioRefused(404, "course: there is no course of this id");
        }
        return folder.resolve(course);
    }

    boolean has(String course) {
        return isId(course) && Files.isDirectory(folder.resolve(course), LinkOption.NOFOLLOW_LINKS);
    }

    /** The ids of the courses, in order; folders that are links are none. */
    List<String> courses() throws StudioRefused {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (has(name)) {
                    ids.add(name);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            throw unreadable();
        }
        return ids.stream().sorted().limit(CourseShelf.MAX_OWN_COURSES).toList();
    }

    /** The names of a course's files, in order. */
    List<String> files(String course) throws StudioRefused {
        Path home = folder(course);
        List<String> names = new ArrayList<>();
        try (var files = Files.walk(home, MAX_DEPTH)) {
            files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> home.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .limit(MAX_FILES)
                    .forEach(names::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw unreadable();
        }
        return names;
    }

    /** What is different as soon as a file of the course is: the names, sizes and times of all that make it up. */
    List<String> stamps(String course) throws StudioRefused {
        Path home = folder(course);
        List<String> stamps = new ArrayList<>();
        for (String name : files(course)) {
            try {
                var file =
                        Files.readAttributes(home.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                stamps.add(name + " " + file.size() + " " + file.lastModifiedTime() + " " + file.fileKey());
            } catch (IOException e) {
                stamps.add(name + " gone");
            }
        }
        return stamps;
    }

    /** A file's text; null when there is no such file. */
    @Nullable
    Text read(String course, String name) throws StudioRefused {
        Path file = file(course, name);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw new StudioRefused(413, Said.of("{} is larger than {} bytes; split it", name, MAX_FILE_BYTES));
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Text(text, hash(text));
        } catch (NoSuchFileException e) {
            return null;
        } catch (CharacterCodingException e) {
            throw new StudioRefused(422, Said.of("{} is not valid UTF-8; save it with the encoding UTF-8", name));
        } catch (IOException e) {
            throw new StudioRefused(503, Said.of("{} cannot be read; correct its permissions", name));
        }
    }

    /**
     * Saves a file.
     *
     * @param expectedHash of the text that was edited; null when there was none
     * @return the new text's hash
     */
    synchronized String write(String course, String name, String text, @Nullable String expectedHash)
            throws StudioRefused {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_FILE_BYTES) {
            throw new StudioRefused(413, Said.of("{} would be larger than {} bytes; split it", name, MAX_FILE_BYTES));
        }
        Text now = read(course, name);
        if (!Objects.equals(now == null ? null : now.hash(), expectedHash)) {
            throw new StudioRefused(
                    409,
                    Said.of(
                            "{} was changed by somebody else meanwhile; nothing was overwritten. Compare and save again",
                            name),
                    List.of(),
                    new StudioRefused.Current(now == null ? null : now.text(), now == null ? null : now.hash()));
        }
        Path file = file(course, name);
        try {
            Path parent = Objects.requireNonNull(file.getParent());
            Files.createDirectories(parent);
            replace(parent, file, text);
        } catch (IOException e) {
            throw new StudioRefused(
                    503, Said.of("{} cannot be written; check the disk and the folder's permissions", name));
        }
        return hash(text);
    }

    /** Written beside its place, synced, and moved there: a reader sees the old text or the new. */
    private static void replace(Path parent, Path file, String text) throws IOException {
        Path unfinished = Files.createTempFile(parent, ".unfinished-", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The place of a file, once nothing on the way to it is a link. */
    private Path file(String course, String name) throws StudioRefused {
        Path home = folder(course);
        if (name.length() > 200 || !NAME.matcher(name).matches() || name.contains("..")) {
            throw new StudioRefused(
                    400,
                    "name: expected a file of the course that ends in .yaml or .md, such as unit-1.yaml or"
                            + " texts/fractions.md");
        }
        Path step = home;
        for (Path part : Path.of(name)) {
            if (Files.isSymbolicLink(step)) {
                throw new StudioRefused(
                        403, "Links are not followed; put the files themselves into the course's folder");
            }
            if (!step.equals(home) && Files.exists(step) && !Files.isDirectory(step)) {
                throw new StudioRefused(400, "name: a folder is expected before the last /, and there is a file");
            }
            step = step.resolve(part);
        }
        if (Files.isSymbolicLink(step) || Files.isDirectory(step)) {
            throw new StudioRefused(
                    403, Said.of("{} is a link or a folder, which is not opened; put the file itself there", name));
        }
        return step;
    }

    private StudioRefused unreadable() {
        return new StudioRefused(503, Said.of("{} cannot be read; correct its permissions", folder));
    }

    /** SHA-256 of a text, 64 hexadecimal digits. */
    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
