package parley.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.api.Wiring;
import parley.evaluation.Examiner;
import parley.evaluation.report.TextReport;
import parley.evaluation.report.json.JsonReport;
import parley.evaluation.report.junit.JUnitReport;
import parley.evaluation.run.RunSettings;
import parley.evaluation.suite.SuiteReader;
import parley.evaluation.verdict.ExitCode;
import parley.evaluation.verdict.SuiteResult;
import parley.tutor.conversation.Tutor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley eval}: examines the tutor by a suite of written conversations; learners' journals are not touched. */
@Command(
        name = "eval",
        description = "Examines the tutor by a suite of written conversations. What learners did is not touched.",
        mixinStandardHelpOptions = true,
        // Whatever goes wrong on the way says nothing of the tutor: not judged, where 1 would say that a case failed.
        exitCodeOnExecutionException = EvalCommand.NOT_JUDGED,
        footer = {
            "",
            "Exit code: 0 every case passed, 1 a case failed, 2 the suite or a case could not be judged.",
            "docs/evaluating.md tells how to write a suite."
        })
final class EvalCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(EvalCommand.class);

    /** They load in about five seconds; a busy machine takes longer. */
    private static final Duration RULES_LIMIT = Duration.ofSeconds(30);

    /** The number of {@link ExitCode#INVALID}, which an annotation can't ask for. */
    static final int NOT_JUDGED = 2;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(paramLabel = "SUITE", description = "A suite's .yaml file, or a shipped one: everyday-english.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String suite;

    @Option(
            names = "--course",
            paramLabel = "ID",
            description = "The course to be examined (default: the settings'; ./parley course list tells all).")
    private @Nullable String course;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON, too.")
    private @Nullable Path json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the report as JUnit XML, too.")
    private @Nullable Path junit;

    @Override
    public Integer call() throws CliFailure, InterruptedException {
        refuseUnwritable("--json", json);
        refuseUnwritable("--junit", junit);
        Path file = InstallationOptions.path("SUITE", "a suite's path or name", suite);
        PrintWriter out = spec.commandLine().getOut();
        SuiteResult result;
        try (Wiring wiring = InstallationOptions.open(installation.settings(), false)) {
            awaitRules(wiring);
            result = examine(file, InstallationOptions.tutor(wiring, course));
        }
        out.print(TextReport.of(result));
        out.flush();
        write("--json", json, JsonReport.of(result));
        write("--junit", junit, JUnitReport.of(result));
        return result.exitCode().number();
    }

    /** Until sentences are corrected a run would depend on when it began. */
    private static void awaitRules(Wiring wiring) throws InterruptedException {
        try {
            wiring.languageRules().get(RULES_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The language rules did not load; the tutor is examined without corrections");
        }
    }

    /** A file of the name of a shipped suite goes first: it is what the user sees in the folder. */
    private SuiteResult examine(Path file, Tutor tutor) {
        return !Files.exists(file) && SuiteReader.SHIPPED.contains(suite)
                ? Examiner.runShipped(suite, tutor, RunSettings.DEFAULTS)
                : Examiner.run(file, tutor);
    }

    /** Told before the examination, which may take minutes. */
    private static void refuseUnwritable(String option, @Nullable Path file) throws CliFailure {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw new CliFailure(option + ": " + file + " cannot be written; name a file in a folder that exists");
        }
    }

    private static void write(String option, @Nullable Path file, String report) throws CliFailure {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, report);
        } catch (IOException e) {
            throw new CliFailure(option + ": " + file + " cannot be written", e);
        }
    }
}
