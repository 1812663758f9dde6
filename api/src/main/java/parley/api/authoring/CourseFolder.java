package parley.api.authoring;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder that a new course is written into. One that holds anything is refused: nobody's work is ever overwritten.
 *
 * @param path the folder, which may not exist yet
 * @param courseId the folder's name
 */
public record CourseFolder(Path path, String courseId) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

    /** The folder at a path, when a course can be written into it. */
    public static CourseFolder of(Path path) throws AuthoringFailure {
        Path name = path.toAbsolutePath().normalize().getFileName();
        String id = name == null ? "" : name.toString();
        if (!ID.matcher(id).matches()) {
            throw new AuthoringFailure(
                    "the folder's name becomes the course's id: name it with lower-case letters, digits"
                            + " and hyphens, such as my-course");
        }
        if (Files.exists(path)) {
            if (!Files.isDirectory(path)) {
                throw new AuthoringFailure(path + " is a file; name a folder");
            }
            try (Stream<Path> entries = Files.list(path)) {
                if (entries.findAny().isPresent()) {
                    throw new AuthoringFailure(path + " is not empty; name a new folder");
                }
            } catch (IOException e) {
                throw new AuthoringFailure(path + " cannot be read; correct its permissions", e);
            }
        }
        return new CourseFolder(path, id);
    }

    /** Writes files by their name relative to the folder. */
    public void write(Map<String, String> files) throws AuthoringFailure {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = path.resolve(file.getKey());
            try {
                Files.createDirectories(target.toAbsolutePath().getParent());
                Files.writeString(target, file.getValue());
            } catch (FileAlreadyExistsException e) {
                throw new AuthoringFailure(target + " is in the way; name a new folder", e);
            } catch (IOException e) {
                throw new AuthoringFailure(
                        target + " cannot be written; check the disk and the folder's permissions", e);
            }
        }
    }
}
