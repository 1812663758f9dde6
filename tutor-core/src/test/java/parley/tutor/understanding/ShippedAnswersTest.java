package parley.tutor.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.prompts.course.Course;
import parley.prompts.course.ShippedCourses;
import parley.tutor.understanding.languagetool.LanguageToolWords;
import parley.tutor.understanding.maths.HardAlgebra;

/** Every item of the shipped courses accepts its own answers and recognises its misconceptions, over 200 seeds. */
class ShippedAnswersTest {
    static List<Course> courses() {
        return ShippedCourses.all();
    }

    @ParameterizedTest
    @MethodSource("courses")
    void everyAnswerIsAcceptedAndEveryMisconceptionRecognised(Course course) {
        var check = new CourseAnswersCheck(LanguageToolWords.load(), HardAlgebra.NONE, 200);
        assertThat(check.check(course))
                .extracting(CourseAnswersCheck.Fault::asLine)
                .isEmpty();
    }
}
