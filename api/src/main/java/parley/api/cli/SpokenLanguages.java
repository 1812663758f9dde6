package parley.api.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import parley.api.CourseShelf;
import parley.api.Hearing;
import parley.api.config.Settings;
import parley.prompts.course.Course;

/** Which languages learners of this installation speak, and where. */
final class SpokenLanguages {
    private SpokenLanguages() {}

    /**
     * By language, that of the settings first: the ids of the courses in which it is spoken, or the setting's name. A course that
     * is heard as its learner reads counts for the settings' language.
     */
    static Map<String, String> of(Settings settings) {
        var spoken = new LinkedHashMap<String, String>();
        spoken.put(settings.config().speech().language(), "");
        for (Course course :
                CourseShelf.read(settings.data().courses()).courses().values()) {
            spoken.merge(
                    Hearing.spoken(course, settings).usual(),
                    course.id(),
                    (earlier, id) -> earlier.isEmpty() ? id : earlier + ", " + id);
        }
        spoken.replaceAll((language, where) -> where.isEmpty() ? "courses that do not say (speech.language)" : where);
        return spoken;
    }
}
