package parley.api.studio;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of what {@code /api/studio/courses} tells and takes. */
final class CourseViews {
    private CourseViews() {}

    /**
     * {@code GET /api/studio/courses}.
     *
     * @param folder where the installation's own courses are
     */
    record Courses(String folder, List<CourseLine> courses) {}

    /**
     * One course in the list.
     *
     * @param title by locale; empty when the course's first file cannot be read
     * @param own whether it is in the data folder and can be edited
     * @param shipped whether the jar has a course of this id
     * @param broken whether errors keep it from being used
     */
    record CourseLine(
            String id, Map<String, String> title, String level, boolean own, boolean shipped, boolean broken) {}

    /**
     * {@code GET /api/studio/courses/{course}}.
     *
     * @param outline empty when the course cannot be used
     * @param findings of its reading
     */
    record CourseDetail(
            String id,
            Map<String, String> title,
            boolean own,
            boolean shipped,
            List<FileLine> files,
            List<UnitOutline> outline,
            List<FindingView> findings) {}

    /**
     * One file of a course.
     *
     * @param characters null when it is too large to be opened here, or no text
     */
    record FileLine(String name, @Nullable Integer characters) {}

    record UnitOutline(String id, Map<String, String> title, List<ConceptOutline> concepts) {}

    record ConceptOutline(
            String id, Map<String, String> title, String file, int line, int column, List<ItemOutline> items) {}

    record ItemOutline(String id, String kind, Map<String, String> prompt, String file, int line, int column) {}

    /** {@code GET /api/studio/courses/{course}/file}. */
    record CourseFile(String course, String name, String text, String hash, boolean own) {}

    /**
     * {@code PUT /api/studio/courses/file}.
     *
     * @param expectedHash of the text that was edited; null to make a new file
     */
    record SaveFile(
            @Nullable String course,
            @Nullable String name,
            @Nullable String text,
            @Nullable String expectedHash) {}

    record Saved(String name, String hash) {}

    /**
     * {@code POST /api/studio/courses/check}.
     *
     * @param edited texts that are not saved yet, by file name; null for none
     * @param whole also what takes seconds: structure, and answers by grading
     */
    record Check(@Nullable String course, @Nullable Map<String, String> edited, boolean whole) {}

    record Checked(boolean usable, int errors, int warnings, List<FindingView> findings) {}

    /**
     * {@code POST /api/studio/courses/copy}.
     *
     * @param as the copy's id
     */
    record Copy(@Nullable String course, @Nullable String as) {}

    /** {@code POST /api/studio/courses/new}. */
    record New(@Nullable String course) {}
}
