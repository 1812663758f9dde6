package parley.api.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import parley.api.authoring.AuthoringFailure;
import parley.api.authoring.CourseFolder;
import parley.api.authoring.NewCourse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley course new}: a small working course to change into one's own. */
@Command(
        name = "new",
        description = "Writes a small working course into a new folder, to be changed into your own.",
        mixinStandardHelpOptions = true)
final class CourseNewCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The new folder; its name becomes the course's id.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String dir;

    @Override
    public Integer call() throws CliFailure {
        Path folder = InstallationOptions.path("DIR", "a folder to be made", dir);
        try {
            NewCourse.write(CourseFolder.of(folder));
        } catch (AuthoringFailure e) {
            throw new CliFailure(InstallationOptions.message(e), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        NewCourse.FILES.forEach(file -> out.println(folder.resolve(file)));
        out.println("Next: ./parley course check " + folder + "   (docs/authoring.md tells of every field)");
        out.flush();
        return 0;
    }
}
