package parley.prompts.course;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;

/**
 * The outcome of reading a course: a course, or the findings that say why there is none.
 *
 * @param course null exactly when a finding is an error
 * @param findings in the order of file and line; warnings may stand beside a course
 * @param places where the parts of the course are written
 */
public record CourseReading(@Nullable Course course, List<Finding> findings, CoursePlaces places) {

    public CourseReading {
        findings = List.copyOf(findings);
    }

    /**
     * The course.
     *
     * @throws AuthoringException when there is none
     */
    public Course orThrow() {
        if (course == null) {
            throw new AuthoringException(findings);
        }
        return course;
    }
}
