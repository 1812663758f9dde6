package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.prompts.course.ShippedCourses;

/** Makes, checks and lists courses as an author does. */
class CourseCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return ParleyCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @Test
    void aNewCoursePassesTheStrictCheck() {
        Path folder = root.resolve("my-course");

        assertThat(run("course", "new", folder.toString())).isZero();
        assertThat(out.toString()).contains("course.yaml", "numbers.yaml", "course check " + folder);
        assertThat(run("course", "check", "--strict", folder.toString()))
                .as(out.toString())
                .isZero();
        assertThat(out.toString())
                .contains("my-course: 2 units, 3 concepts, 8 items (2 with parameters), locales en")
                .contains("0 errors, 0 warnings");
    }

    @Test
    void namesFileLineAndFieldOfWhatIsWrong() throws IOException {
        Path folder = root.resolve("my-course");
        run("course", "new", folder.toString());
        Path numbers = folder.resolve("numbers.yaml");
        String sound = Files.readString(numbers);
        Files.writeString(numbers, sound.replace("requires: [same-denominator]", "requires: [one-step]"));

        assertThat(run("course", "check", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("numbers\\.yaml:\\d+: error: concepts\\[1]\\.requires: the prerequisites form a cycle:"
                        + " one-step → one-step\\. Remove one")
                .contains("1 error, 0 warnings");

        Files.writeString(
                numbers,
                sound.replace("n: [5, 7, 11, 13]", "n: [5]")
                        .replace("a: 1..9", "a: 1..2")
                        .replace("b: 1..9", "b: 1..2"));
        assertThat(run("course", "check", folder.toString())).isZero();
        assertThat(out.toString()).contains("warning: ", "different tasks");
        assertThat(run("course", "check", "--strict", folder.toString())).isEqualTo(1);
    }

    @Test
    void refusesAFolderWithSomethingInIt() throws IOException {
        Files.writeString(root.resolve("mine.txt"), "mine");

        assertThat(run("course", "new", root.toString())).isEqualTo(1);
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(root.toFile().list()).containsExactly("mine.txt");
        assertThat(run("course", "new", root.resolve("My Course").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("lower-case");
        assertThat(run("course", "new", root.resolve("mine.txt").toString())).isEqualTo(1);
    }

    @Test
    void listsAndChecksWhatIsThere() throws IOException {
        Path data = root.resolve("data");
        assertThat(run("course", "new", data.resolve("courses/own").toString())).isZero();

        assertThat(run("course", "list", "--data", data.toString())).isZero();
        assertThat(out.toString()).contains(ShippedCourses.IDS).contains("own ", "; yours)");
        assertThat(run("course", "check", "own", "--data", data.toString())).isZero();
        assertThat(run("course", "check", "everyday-english")).isZero();
        assertThat(run("course", "check", "nowhere", "--data", data.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no course nowhere").doesNotContain("Exception");
    }
}
