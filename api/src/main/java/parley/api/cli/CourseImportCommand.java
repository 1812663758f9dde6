package parley.api.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import parley.api.authoring.AuthoringFailure;
import parley.api.authoring.CourseFolder;
import parley.api.authoring.oatutor.OatutorImport;
import parley.prompts.course.CourseCheck;
import parley.prompts.course.CourseReader;
import parley.prompts.source.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley course import}: a course made of OATutor's content. */
@Command(
        name = "import",
        description = "Makes a course of OATutor's content: lessons become units, skills concepts, steps items.",
        mixinStandardHelpOptions = true,
        footer = {"", "What cannot be imported is listed with its reason in import-report.md of the new folder."})
final class CourseImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "A local clone of CAHLR/OATutor-Content.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String source;

    @Parameters(index = "1", paramLabel = "DIR", description = "The new folder; its name becomes the course's id.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String dir;

    @Option(names = "--course", paramLabel = "NAME", description = "Only courses whose name contains this.")
    private String course = "";

    @Option(names = "--lesson", paramLabel = "NAME", description = "Only lessons whose name contains this.")
    private String lesson = "";

    @Override
    public Integer call() throws CliFailure {
        Path from = InstallationOptions.path("SOURCE", "the folder of a clone", source);
        Path to = InstallationOptions.path("DIR", "a folder to be made", dir);
        OatutorImport.Outcome outcome;
        try {
            outcome = OatutorImport.run(from, course, lesson, CourseFolder.of(to));
        } catch (AuthoringFailure e) {
            throw new CliFailure(InstallationOptions.message(e), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Imported " + CourseCheckCommand.counted(outcome.items(), "item") + " of "
                + CourseCheckCommand.counted(outcome.concepts(), "concept") + " into " + to + ".");
        Map<String, Long> reasons = outcome.leftOut().values().stream()
                .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
        reasons.forEach((reason, times) -> out.println("Left out " + times + ": " + reason + "."));
        List<Finding> findings = CourseCheck.check(CourseReader.read(to));
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        CourseCheckCommand.print(out, errors);
        out.println(to.resolve("import-report.md") + " names everything left out. Next: ./parley course check " + to);
        out.flush();
        return errors.isEmpty() ? 0 : 1;
    }
}
