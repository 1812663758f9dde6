package parley.api.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import parley.api.authoring.WholeCourseCheck;
import parley.prompts.course.Course;
import parley.prompts.course.CourseReader;
import parley.prompts.course.CourseReading;
import parley.prompts.course.ShippedCourses;
import parley.prompts.source.Finding;
import parley.prompts.source.Severity;
import parley.tutor.understanding.languagetool.LanguageToolWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley course check}: what is wrong with a course, by file, line and field. */
@Command(
        name = "check",
        description = "Checks a course and names what is wrong with file, line and field.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code: 0 no errors, 1 errors (with --strict: or warnings), 2 no such course."},
        exitCodeOnExecutionException = CourseCheckCommand.NO_COURSE)
final class CourseCheckCommand implements Callable<Integer> {
    static final int NO_COURSE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(paramLabel = "DIR|ID", description = "A course's folder, or the id of a course.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String named;

    @Option(names = "--strict", description = "Warnings count as errors.")
    private boolean strict;

    @Override
    public Integer call() throws CliFailure {
        CourseReading reading = reading();
        Course course = reading.course();
        List<Finding> findings = WholeCourseCheck.check(reading, LanguageToolWords.load());
        PrintWriter out = spec.commandLine().getOut();
        print(out, findings);
        long errors = findings.stream().filter(Finding::isError).count();
        long warnings = findings.size() - errors;
        if (course != null) {
            out.println(counts(course));
        }
        out.println(counted(errors, "error") + ", " + counted(warnings, "warning"));
        out.flush();
        return errors > 0 || (strict && warnings > 0) ? 1 : 0;
    }

    private CourseReading reading() throws CliFailure {
        Path folder = InstallationOptions.path("DIR", "a course's folder or id", named);
        if (Files.isDirectory(folder)) {
            return CourseReader.read(folder);
        }
        if (ShippedCourses.IDS.contains(named)) {
            return CourseReader.readShipped(named);
        }
        Path own = installation.settings().data().courses().resolve(folder);
        if (Files.isDirectory(own)) {
            return CourseReader.read(own);
        }
        throw new CliFailure("there is no course " + named + ": name a folder, or one of "
                + String.join(", ", ShippedCourses.IDS) + "; ./parley course list tells all");
    }

    /** One line each, errors first: {@code file:line: error: field: message. hint}. */
    static void print(PrintWriter out, List<Finding> findings) {
        for (Finding finding : findings.stream().sorted(Finding.ERRORS_FIRST).toList()) {
            String line = finding.at().line() == 0
                    ? finding.at().file()
                    : finding.at().file() + ":" + finding.at().line();
            out.println(line + (finding.severity() == Severity.ERROR ? ": error: " : ": warning: ")
                    + (finding.field().isEmpty() ? "" : finding.field() + ": ") + finding.message() + "."
                    + (finding.hint().isEmpty() ? "" : " " + sentence(finding.hint())));
        }
    }

    private static String sentence(String hint) {
        return Character.toUpperCase(hint.charAt(0)) + hint.substring(1) + ".";
    }

    private static String counts(Course course) {
        Set<String> locales = new TreeSet<>(course.title().byLocale().keySet());
        long parametric = course.items().stream()
                .filter(item -> item.parameters() != null)
                .count();
        return "%s: %s, %s, %s (%d with parameters), locales %s"
                .formatted(
                        course.id(),
                        counted(course.units().size(), "unit"),
                        counted(course.concepts().size(), "concept"),
                        counted(course.items().size(), "item"),
                        parametric,
                        String.join(", ", locales));
    }

    static String counted(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
