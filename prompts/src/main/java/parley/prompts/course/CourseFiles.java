package parley.prompts.course;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import parley.prompts.source.YamlSource;

/** The files that a course is made of, by name relative to its folder. */
interface CourseFiles {

    /** The id that the course has by its place. */
    String courseId();

    /** How a file is named in findings. */
    String display(String name);

    /**
     * A file's first {@link YamlSource#MAX_BYTES} + 1 bytes: one more than is allowed, so that the excess is seen.
     *
     * @throws NoSuchFileException when there is no such file inside the folder
     */
    byte[] read(String name) throws IOException;

    /** A folder on disk. A name that leads out of it, through {@code ..} or a link, is no file of it. */
    record Folder(Path folder) implements CourseFiles {

        @Override
        public String courseId() {
            Path name = folder.toAbsolutePath().normalize().getFileName();
            return name == null ? "" : name.toString();
        }

        @Override
        public String display(String name) {
            return folder.resolve(name).toString();
        }

        @Override
        public byte[] read(String name) throws IOException {
            Path file = folder.resolve(name).toRealPath();
            if (!file.startsWith(folder.toRealPath()) || !Files.isRegularFile(file)) {
                throw new NoSuchFileException(name);
            }
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(YamlSource.MAX_BYTES + 1);
            }
        }
    }

    /** Resources in our jar, under {@code courses/<id>/}. */
    record Shipped(String courseId) implements CourseFiles {

        @Override
        public String display(String name) {
            return "courses/" + courseId + "/" + name;
        }

        @Override
        public byte[] read(String name) throws IOException {
            try (InputStream in = CourseFiles.class.getResourceAsStream("/" + display(name))) {
                if (in == null) {
                    throw new NoSuchFileException(name);
                }
                return in.readNBytes(YamlSource.MAX_BYTES + 1);
            }
        }
    }

    /**
     * A folder on disk as it would be if some files were saved with other texts; findings name files relative to it.
     *
     * @param edited by name; a text takes the place of the file's own
     */
    record Edited(Path folder, Map<String, String> edited) implements CourseFiles {

        public Edited {
            edited = Map.copyOf(edited);
        }

        @Override
        public String courseId() {
            return new Folder(folder).courseId();
        }

        @Override
        public String display(String name) {
            return name;
        }

        @Override
        public byte[] read(String name) throws IOException {
            String text = edited.get(name);
            if (text == null) {
                return new Folder(folder).read(name);
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return bytes.length > YamlSource.MAX_BYTES + 1 ? Arrays.copyOf(bytes, YamlSource.MAX_BYTES + 1) : bytes;
        }
    }
}
