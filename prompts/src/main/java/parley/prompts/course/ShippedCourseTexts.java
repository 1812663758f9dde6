package parley.prompts.course;

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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The files of the courses in our jar, as their authors wrote them. Read once each; thread-safe. */
public final class ShippedCourseTexts {

    private static final Map<String, SortedMap<String, String>> READ = new ConcurrentHashMap<>();

    private ShippedCourseTexts() {}

    /**
     * The texts of a shipped course by file name relative to its folder.
     *
     * @throws IllegalArgumentException when no shipped course has the id
     */
    public static SortedMap<String, String> of(String courseId) {
        if (!ShippedCourses.IDS.contains(courseId)) {
            throw new IllegalArgumentException("no shipped course has this id");
        }
        return READ.computeIfAbsent(courseId, ShippedCourseTexts::read);
    }

    private static SortedMap<String, String> read(String courseId) {
        try {
            Path home = Path.of(ShippedCourseTexts.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(home)) {
                return texts(home.resolve("courses").resolve(courseId));
            }
            try (FileSystem jar = FileSystems.newFileSystem(home)) {
                return texts(jar.getPath("/courses/" + courseId));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("our own jar cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("our own jar has no place", e);
        }
    }

    private static SortedMap<String, String> texts(Path folder) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(
                        folder.relativize(file).toString().replace('\\', '/'),
                        Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return Collections.unmodifiableSortedMap(texts);
    }
}
