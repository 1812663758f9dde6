package parley.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley course}: what authors of courses need. */
@Command(
        name = "course",
        description = "Makes, checks and lists courses. docs/authoring.md tells how to write one.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CourseListCommand.class,
            CourseCheckCommand.class,
            CourseNewCommand.class,
            CourseImportCommand.class,
            CourseStatsCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class CourseCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
