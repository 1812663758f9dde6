package parley.api.authoring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small working course with items of most kinds, to be changed into one's own. */
public final class NewCourse {

    /** Its files, in the order in which an author reads them. */
    public static final List<String> FILES =
            List.of("course.yaml", "words.yaml", "numbers.yaml", "texts/same-denominator.md");

    private static final String ID_TO_REPLACE = "NEW-COURSE";

    private NewCourse() {}

    /** Writes it into a folder. */
    public static void write(CourseFolder folder) throws AuthoringFailure {
        Map<String, String> files = new LinkedHashMap<>();
        for (String file : FILES) {
            files.put(file, resource(file).replace(ID_TO_REPLACE, folder.courseId()));
        }
        folder.write(files);
    }

    private static String resource(String file) {
        try (InputStream in = NewCourse.class.getResourceAsStream("/parley/new-course/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks new-course/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the jar's new-course/" + file + " cannot be read", e);
        }
    }
}
