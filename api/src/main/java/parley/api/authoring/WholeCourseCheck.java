package parley.api.authoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import parley.prompts.course.Course;
import parley.prompts.course.CourseCheck;
import parley.prompts.course.CourseReading;
import parley.prompts.source.Finding;
import parley.prompts.source.Severity;
import parley.tutor.understanding.CourseAnswersCheck;
import parley.tutor.understanding.KnownWords;
import parley.tutor.understanding.maths.HardAlgebra;

/** All that can be said about a course before learners meet it: its reading, its structure, and its answers by grading. */
public final class WholeCourseCheck {
    private WholeCourseCheck() {}

    /** The findings by file and line. Takes up to a few seconds for a large course. */
    public static List<Finding> check(CourseReading reading, KnownWords words) {
        List<Finding> findings = new ArrayList<>(CourseCheck.check(reading));
        Course course = reading.course();
        if (course != null) {
            var answers = new CourseAnswersCheck(words, HardAlgebra.NONE, CourseAnswersCheck.SEEDS);
            for (CourseAnswersCheck.Fault fault : answers.check(course)) {
                findings.add(reading.places()
                        .ofItem(
                                Severity.ERROR,
                                fault.exerciseId(),
                                fault.field(),
                                fault.message().with(" ({})", fault.exerciseId()),
                                fault.hint()));
            }
        }
        findings.sort(Comparator.comparing(Finding::at));
        return List.copyOf(findings);
    }
}
