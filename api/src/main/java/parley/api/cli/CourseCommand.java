package parley.api.cli;

import picocli.CommandLine.Command;

/** {@code parley course}: what authors of courses need. */
@Command(
        name = "course",
        description = "Makes, checks and lists courses. docs/authoring.md tells how to write one.",
        subcommands = {
            CourseListCommand.class,
            CourseCheckCommand.class,
            CourseNewCommand.class,
            CourseImportCommand.class,
            CourseStatsCommand.class
        })
final class CourseCommand extends CommandGroup {}
