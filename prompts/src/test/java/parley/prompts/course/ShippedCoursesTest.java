package parley.prompts.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.prompts.source.Finding;

/** Holds our own courses to the check that we give to other authors. */
class ShippedCoursesTest {

    static Iterable<String> ids() {
        return ShippedCourses.IDS;
    }

    @ParameterizedTest
    @MethodSource("ids")
    void everyShippedCourseReadsWithoutAFindingAndPassesTheCheck(String id) {
        CourseReading reading = CourseReader.readShipped(id);

        assertThat(reading.findings()).isEmpty();
        assertThat(CourseCheck.check(reading)).noneMatch(Finding::isError);
        assertThat(ShippedCourses.read(id).id()).isEqualTo(id);
    }

    @Test
    void areReadOnceAndByTheirIdsOnly() {
        assertThat(ShippedCourses.all()).extracting(Course::id).containsExactlyElementsOf(ShippedCourses.IDS);
        assertThat(ShippedCourses.everydayEnglish()).isSameAs(ShippedCourses.read("everyday-english"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShippedCourses.read("nowhere"))
                .withMessageContaining("everyday-english");
    }
}
