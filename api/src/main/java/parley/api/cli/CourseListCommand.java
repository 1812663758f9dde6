package parley.api.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import parley.api.CourseShelf;
import parley.prompts.course.Course;
import parley.prompts.course.LocalizedText;
import parley.prompts.course.ShippedCourses;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley course list}: the courses of this installation. */
@Command(
        name = "list",
        description =
                "Lists the courses that can be learnt: those that come with Parley, and those in the data folder.",
        mixinStandardHelpOptions = true)
final class CourseListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Override
    public Integer call() throws CliFailure {
        PrintWriter out = spec.commandLine().getOut();
        CourseShelf shelf = CourseShelf.read(installation.settings().data().courses());
        for (Course course : shelf.courses().values()) {
            out.println("%-20s %s (%s; %d concepts, %d items%s)"
                    .formatted(
                            course.id(),
                            course.title().in(LocalizedText.FALLBACK),
                            course.level(),
                            course.concepts().size(),
                            course.items().size(),
                            ShippedCourses.IDS.contains(course.id()) ? "" : "; yours"));
        }
        shelf.problems().forEach(problem -> spec.commandLine().getErr().println("parley: " + problem));
        out.flush();
        return 0;
    }
}
